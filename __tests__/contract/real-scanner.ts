/** Runs a real scanner through its real adapter, the real run stage and `normalize`, over a small tree in a folder of its own. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { programOf } from '../../scripts/scanners-list.js';
import { pathFromBytes } from '../../src/model/path.ts';
import type { FileSet } from '../../src/pipeline/file-set.ts';
import { normalize } from '../../src/pipeline/normalize/normalize.ts';
import type { ScanRecord } from '../../src/pipeline/record.ts';
import { run } from '../../src/pipeline/run/run.ts';
import { createClock } from '../../src/platform/clock.ts';
import { createFiles } from '../../src/platform/files.ts';
import { createProcesses } from '../../src/platform/processes.ts';
import { createTools } from '../../src/platform/tools.ts';
import type { ExternalScanner } from '../../src/scanners/contract.ts';
import { fakePorts } from '../support/fake-ports.ts';
import { settingsWith } from '../support/settings.ts';
import { pinnedVersion } from './installed.ts';

/** What the pipeline knows after the real scanner has looked at these files (by path, `/` between folders) with a user's arguments. */
export async function scanFor(
  scanner: ExternalScanner,
  files: Readonly<Record<string, string>>,
  userArgs: readonly string[] = [],
): Promise<ScanRecord> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'gatehouse contract-')));
  const realFiles = createFiles();
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const fileSet = fileSetOf(root, files);
    const ports = fakePorts({
      files: realFiles,
      processes: createProcesses(),
      tools: createTools(process.env, realFiles),
      clock: createClock(),
    });
    const settings = settingsWith({ profile: 'recommended' });
    const request = { toolVersion: '0.0.0', advisoryServiceUrl: 'https://osv.invalid', onEvent: () => {} };
    const ready = {
      scanner,
      required: true,
      files: fileSet.files.filter((file) => scanner.wants(file)),
      extraArgs: userArgs,
      programPath: undefined,
      timeoutMs: 120_000,
      version: pinnedVersion(scanner.program),
      origin: 'path' as const,
      program: programOf(scanner.program),
    };
    const finished = await run({ ready: [ready], settled: [] }, { fileSet, settings, request, ports });
    return (await normalize(finished, { fileSet, settings, toolVersion: '0.0.0', ports })).record;
  } finally {
    realFiles.removeTemporaryFolders();
    rmSync(root, { recursive: true, force: true });
  }
}

function fileSetOf(root: string, files: Readonly<Record<string, string>>): FileSet {
  return {
    root: pathFromBytes(Buffer.from(root)),
    prefix: '',
    files: Object.entries(files)
      .map(([path, text]) => ({ path, sizeBytes: Buffer.byteLength(text) }))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
    notLookedAt: [],
    unread: [],
    withheld: [],
    excludes: () => false,
  };
}
