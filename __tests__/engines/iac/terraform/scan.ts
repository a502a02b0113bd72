import type { EngineContext, TreeEngine } from '../../../../src/engines/contract.ts';
import { createTerraformEngine } from '../../../../src/engines/iac/terraform/engine.ts';
import { PlatformError } from '../../../../src/model/errors.ts';
import { packagedAssets } from '../../../support/assets.ts';

let engine: Promise<TreeEngine> | undefined;

/** One engine for all tests of a file: its grammar takes a while to load. */
export function terraformEngine(): Promise<TreeEngine> {
  engine ??= createTerraformEngine(packagedAssets);
  return engine;
}

/** The engine asks for nothing of its context. */
const CONTEXT = {} as EngineContext;

/** Scans files, given as path → text, as far as the engine wants them. */
export async function scanTerraform(files: Readonly<Record<string, string>>) {
  const { wants, scan } = await terraformEngine();
  const all = Object.entries(files).map(([path, text]) => ({ path, sizeBytes: text.length }));
  const read = (path: string) => {
    const text = files[path];
    return text === undefined
      ? Promise.reject(new PlatformError('not-found', `${path} is not there`))
      : Promise.resolve(Buffer.from(text));
  };
  return scan({ files: all.filter(wants), read }, CONTEXT);
}
