import { createSastEngine } from '../../../../src/engines/sast/engine.ts';
import type { LanguageSupport } from '../../../../src/engines/sast/language.ts';
import { packagedAssets } from '../../../support/assets.ts';

/** The engine with a language's own rules and model; gives the ids of the rules that speak, in order of place, without those at `quiet`. */
export async function ruleFinder(
  support: LanguageSupport,
  path: string,
  quiet = 'low',
): Promise<(text: string) => readonly string[]> {
  const engine = createSastEngine(packagedAssets, [support]);
  await engine.prepare?.([path]);
  return (text) => {
    const report = engine.scan(path, Buffer.from(text));
    if (report.notLookedAt !== undefined) throw new Error(`not looked at: ${report.notLookedAt}\n${text}`);
    return report.results.filter(({ claims }) => 'rule' in claims && claims.rule !== quiet).map(({ rule }) => rule.id);
  };
}
