import { canonicalJson } from '../../model/canonical-json.ts';
import { compareRegions } from '../../model/location.ts';
import { comparePaths } from '../../model/path.ts';
import type { Result } from '../../model/result.ts';
import type { ScanRecord } from '../record.ts';

/**
 * All results, each once, in the order in which they are correlated: whose rule is to stand for a finding comes first. Embedded engines
 * come before other scanners, what names a kind of credential, a weakness or an explanation before what doesn't, then name, rule and place.
 * The order depends on nothing but the results themselves.
 */
export function canonicalOrder({ results, scans }: Pick<ScanRecord, 'results' | 'scans'>): readonly Result[] {
  const embedded = new Set(scans.filter(({ origin }) => origin === 'embedded').map(({ scanner }) => scanner));
  const byText = new Map(results.map((result) => [canonicalJson(result), result]));
  return [...byText]
    .map(([text, result]) => ({
      text,
      result,
      vagueness: vagueness(result),
      rank: embedded.has(result.scanner) ? 0 : 1,
    }))
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        a.vagueness - b.vagueness ||
        comparePaths(a.result.scanner, b.result.scanner) ||
        comparePaths(a.result.rule.id, b.result.rule.id) ||
        comparePaths(a.result.location.path, b.result.location.path) ||
        compareRegions(a.result.location.region, b.result.location.region) ||
        comparePaths(a.text, b.text),
    )
    .map(({ result }) => result);
}

/** The less a result says about what it found, the higher. */
function vagueness({ family, rule }: Result): number {
  return (family === undefined ? 4 : 0) + (rule.cwes.length === 0 ? 2 : 0) + (rule.help === undefined ? 1 : 0);
}
