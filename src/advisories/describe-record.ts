import type { Advisory } from '../model/advisory.ts';
import { shorten } from '../model/text.ts';
import type { OsvRecord } from './record.ts';
import { cvssOf, wordOf } from './severity.ts';

const LONGEST_SUMMARY = 200;

/** An OSV record as what the gate judges and shows. */
export function advisoryOf(record: OsvRecord): Advisory {
  const aliases = new Set((record.aliases ?? []).filter((alias) => alias !== record.id));
  const cwes = new Set((record.database_specific?.cwe_ids ?? []).filter((cwe) => /^CWE-\d{1,6}$/.test(cwe)));
  return {
    id: record.id,
    aliases: [...aliases].sort(),
    summary: shorten(summaryOf(record), LONGEST_SUMMARY),
    cvss: cvssOf(record),
    word: wordOf(record),
    malicious: isMalicious(record),
    cwes: [...cwes].sort(),
    url: `https://osv.dev/vulnerability/${encodeURIComponent(record.id)}`,
  };
}

/** Of the malicious-packages database (https://github.com/ossf/malicious-packages), or an alias of one of its records. */
function isMalicious({ id, aliases }: OsvRecord): boolean {
  return [id, ...(aliases ?? [])].some((name) => name.startsWith('MAL-'));
}

/** Some databases write no summary: then the first sentence of the details. */
function summaryOf({ summary, details }: OsvRecord): string {
  if (summary !== undefined && summary !== null && summary.trim() !== '') return summary;
  const start = (details ?? '')
    .slice(0, 2000)
    .replace(/^#+ .*$/m, '')
    .trim();
  return /^.*?[.!?](?=\s|$)/s.exec(start)?.[0]?.replace(/\.$/, '') ?? start;
}
