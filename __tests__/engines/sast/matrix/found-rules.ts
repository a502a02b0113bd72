import { describe, expect, test } from '@jest/globals';
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

/** A weakness with code that has it and the same without. */
export type Pair = readonly [rule: string, harmful: string, harmless: string];

/** For each pair a test that the rule speaks of the one and a test that it says nothing of the other. */
export function describePairs(pairs: readonly Pair[], found: (code: string) => readonly string[]): void {
  describe.each(pairs)('%s', (rule, harmful, harmless) => {
    test('is found', () => {
      expect({ code: harmful, found: found(harmful) }).toEqual({
        code: harmful,
        found: expect.arrayContaining([rule]),
      });
    });
    test('is not reported', () => {
      expect({ code: harmless, found: found(harmless).filter((one) => one === rule) }).toEqual({
        code: harmless,
        found: [],
      });
    });
  });
}
