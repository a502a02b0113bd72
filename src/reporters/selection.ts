/** Which findings a surface shows where. The outcome has them in order: worst first. */
import type { Category } from '../model/category.ts';
import type { Disposition, JudgedFinding } from '../model/finding.ts';
import type { ExceptionUse, Outcome } from '../model/outcome.ts';
import type { Scan } from '../model/scan.ts';
import { leavesGap } from '../model/scan-status.ts';
import { SEVERITIES, type Severity } from '../model/severity.ts';
import type { Gap } from '../model/verdict.ts';
import { daysUntil, thousands } from './amounts.ts';

/** Findings that the policy treats so, without those that this change fixed. */
export function withDisposition(outcome: Outcome, disposition: Disposition): readonly JudgedFinding[] {
  return outcome.findings.filter((finding) => finding.disposition === disposition && finding.state !== 'fixed');
}

/** `4 medium, 2 low`. */
export function countBySeverity(findings: readonly { readonly severity: Severity }[]): string {
  return SEVERITIES.map((severity) => ({
    severity,
    number: findings.filter((finding) => finding.severity === severity).length,
  }))
    .filter(({ number }) => number > 0)
    .map(({ severity, number }) => `${thousands(number)} ${severity}`)
    .join(', ');
}

/** Scanners that nobody requires and that did not end ok: worth a line, never incomplete. */
export function extrasMissing(outcome: Outcome): readonly Scan[] {
  return outcome.scans.filter(({ required, status }) => !required && leavesGap(status));
}

/** Exceptions by how they fared, with the day that comes first. */
export interface ExceptionSummary {
  readonly expired: readonly ExceptionUse[];
  readonly unused: readonly ExceptionUse[];
  readonly soonest: { readonly exception: ExceptionUse; readonly days: number } | undefined;
}

export function summariseExceptions(outcome: Outcome): ExceptionSummary {
  const inForce = outcome.exceptions.filter(({ expired }) => !expired);
  const [soonest] = inForce
    .filter(({ matched }) => matched > 0)
    .sort((a, b) => (a.expires < b.expires ? -1 : a.expires > b.expires ? 1 : 0));
  return {
    expired: outcome.exceptions.filter(({ expired }) => expired),
    unused: inForce.filter(({ matched }) => matched === 0),
    soonest: soonest && { exception: soonest, days: daysUntil(soonest.expires, outcome.run.startedAt) },
  };
}

/**
 * Files nobody looked at, gathered by reason, the largest group first. Reasons that differ by their lines alone are one, without lines, unless
 * all is to be shown.
 */
export function groupNotLookedAt(
  outcome: Outcome,
  { all = false }: { readonly all?: boolean } = {},
): readonly { readonly why: string; readonly paths: readonly string[] }[] {
  return byReason(outcome.notLookedAt, ({ why }) => (all ? why : withoutLines(why)))
    .map(({ why, entries: [first, ...others] }) => ({
      why: first !== undefined && others.every((other) => other.why === first.why) ? first.why : why,
      paths: [...(first === undefined ? [] : [first]), ...others].map(({ path }) => path),
    }))
    .sort((a, b) => b.paths.length - a.paths.length);
}

/** `not valid YAML at line 7: …` → `not valid YAML: …`, `1 line is not understood (line 3)` → `1 line is not understood`. */
function withoutLines(why: string): string {
  return why.replace(/ \((?:the first )?(?:in |at )?line \d+\)| (?:at|in) line \d+/g, '');
}

/** Categories in which nothing ran, by why: nobody asked, there was nothing here for their scanners, or another reason. */
export interface IdleCategories {
  readonly nothingHere: readonly Category[];
  readonly others: readonly { readonly why: string; readonly categories: readonly Category[] }[];
}

export function groupEmptyCategories({ emptyCategories, scans }: Outcome): IdleCategories {
  const isSkipped = (category: Category) => {
    const own = scans.filter((scan) => scan.category === category);
    return own.length > 0 && own.every(({ status }) => status.state === 'skipped');
  };
  return {
    nothingHere: emptyCategories.map(({ category }) => category).filter(isSkipped),
    others: byReason(
      emptyCategories.filter(({ category }) => !isSkipped(category)),
      ({ why }) => why,
    ).map(({ why, entries }) => ({ why, categories: entries.map(({ category }) => category) })),
  };
}

/** Gaps of one reason as one: what stops one scanner often stops them all. */
export interface GapGroup extends Omit<Gap, 'category' | 'scanner'> {
  readonly categories: readonly Category[];
  readonly scanners: readonly string[];
}

export function groupGaps({ verdict }: Outcome): readonly GapGroup[] {
  const groups = new Map<string, Gap[]>();
  for (const gap of verdict.gaps) {
    const key = JSON.stringify([gap.why, gap.remedy]);
    groups.set(key, [...(groups.get(key) ?? []), gap]);
  }
  return [...groups.values()].flatMap((gaps) => {
    const [first] = gaps;
    if (first === undefined) return [];
    const categories = [...new Set(gaps.map(({ category }) => category))];
    return [{ why: first.why, remedy: first.remedy, categories, scanners: gaps.map(({ scanner }) => scanner) }];
  });
}

function byReason<Entry>(
  entries: readonly Entry[],
  reasonOf: (entry: Entry) => string,
): readonly { readonly why: string; readonly entries: readonly Entry[] }[] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const reason = reasonOf(entry);
    const group = groups.get(reason);
    if (group === undefined) groups.set(reason, [entry]);
    else group.push(entry);
  }
  return [...groups].map(([why, group]) => ({ why, entries: group }));
}
