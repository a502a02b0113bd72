import { advisoryOf } from '../../advisories/describe-record.ts';
import type { OsvRecord } from '../../advisories/record.ts';
import { bestCvss } from '../../advisories/severity.ts';
import type { Advisory } from '../../model/advisory.ts';
import type { Rule, SeverityClaims } from '../../model/result.ts';
import { severityOfScore, worstSeverity } from '../../model/severity.ts';
import { shorten } from '../../model/text.ts';

/** One problem of a package: the records that are each other's aliases, as one. */
export interface Problem {
  readonly records: readonly OsvRecord[];
  readonly advisories: readonly Advisory[];
  /** The name that it goes by: `CVE-2020-8203`. */
  readonly id: string;
  /** All its names, sorted. */
  readonly ids: readonly string[];
  readonly malicious: boolean;
  readonly summary: string;
  /** A few sentences, as the advisory says them. */
  readonly details: string | undefined;
  readonly cwes: readonly string[];
  readonly url: string;
  readonly claims: SeverityClaims;
}

const LONGEST_DETAILS = 400;

/** Preferred names first: the malicious-packages database for malicious ones, then what all tools share. */
const NAME_ORDER = [/^MAL-/, /^CVE-/, /^GHSA-/];

/** Describes a group of aliases (at least one record), each part taken from the record that knows it best. */
export function problemOf(records: readonly OsvRecord[]): Problem {
  const advisories = records.map(advisoryOf);
  const ids = [...new Set(advisories.flatMap(({ id, aliases }) => [id, ...aliases]))].sort();
  const id = ids.toSorted((a, b) => nameRank(a) - nameRank(b))[0] ?? '';
  // GitHub's database writes summaries for people; the lowest rank is the best name.
  const byRank = advisories.toSorted((a, b) => nameRank(a.id) - nameRank(b.id));
  const details = records.map((record) => record.details?.trim()).find((text) => text !== undefined && text !== '');
  const malicious = advisories.some((advisory) => advisory.malicious);
  return {
    records,
    advisories,
    id,
    ids,
    malicious,
    summary: byRank.map(({ summary }) => summary).find((summary) => summary !== '') ?? '',
    details: details === undefined ? undefined : shorten(plain(details), LONGEST_DETAILS),
    cwes: [...new Set(advisories.flatMap(({ cwes }) => cwes))].sort(),
    url: byRank[0]?.url ?? '',
    claims: malicious ? { advisory: { severity: 'critical', by: id } } : claimsOf(advisories),
  };
}

/** A problem as a rule that results name. */
export function ruleOfProblem({ id, details, url, cwes }: Problem, title: string): Rule {
  return { id, title, ...(details === undefined ? {} : { help: details }), helpUri: url, cwes };
}

/** CVSS before the databases' words; where nobody has said anything, nothing is claimed. */
function claimsOf(advisories: readonly Advisory[]): SeverityClaims {
  const cvss = bestCvss(advisories.flatMap((advisory) => advisory.cvss ?? []));
  if (cvss !== undefined) {
    const by = advisories.find((advisory) => advisory.cvss === cvss)?.id ?? '';
    const { score, version } = cvss;
    return { advisory: { severity: severityOfScore(score), score, by: `${by}, CVSS ${version}` } };
  }
  const severity = worstSeverity(advisories.flatMap(({ word }) => word ?? []));
  if (severity === undefined) return {};
  return { advisory: { severity, by: advisories.find(({ word }) => word === severity)?.id ?? '' } };
}

function nameRank(id: string): number {
  const rank = NAME_ORDER.findIndex((pattern) => pattern.test(id));
  return rank < 0 ? NAME_ORDER.length : rank;
}

/** The first paragraph of the advisory's Markdown that is no heading. */
function plain(markdown: string): string {
  const paragraphs = markdown.slice(0, 10_000).split(/\r?\n\s*\r?\n/);
  return paragraphs.map((text) => text.replace(/^#+ .*$/gm, '').trim()).find(Boolean) ?? '';
}
