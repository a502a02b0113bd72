/** Which findings a surface shows where. The outcome has them in order: worst first. */
import type { Category } from '../model/category.ts';
import type { Disposition, JudgedFinding } from '../model/finding.ts';
import type { ExceptionUse, Outcome } from '../model/outcome.ts';
import type { Scan } from '../model/scan.ts';
import { leavesGap } from '../model/scan-status.ts';
import { SEVERITIES, type Severity } from '../model/severity.ts';
import { daysUntil, thousands } from './amounts.ts';

/** Findings that the policy treats so, without those that this change fixed. */
export function withDisposition(outcome: Outcome, disposition: Disposition): readonly JudgedFinding[] {
  return outcome.findings.filter((finding) => finding.disposition === disposition && finding.state !== 'fixed');
}

/** A finding with others of the same rule in the same file. */
export interface FindingGroup {
  readonly first: JudgedFinding;
  readonly others: readonly JudgedFinding[];
}

/** More findings than these of one rule in one file are shown as one with a count. */
const SAME_SHOWN_APART = 3;

/** Gathers what would read as the same line many times over: rule, file and severity agree. Keeps the order of the first ones. */
export function groupAlike(findings: readonly JudgedFinding[]): readonly FindingGroup[] {
  const alike = new Map<string, JudgedFinding[]>();
  for (const finding of findings) {
    const key = likeness(finding);
    const group = alike.get(key);
    if (group === undefined) alike.set(key, [finding]);
    else group.push(finding);
  }
  return [...alike.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    return others.length < SAME_SHOWN_APART
      ? [first, ...others].map((finding) => ({ first: finding, others: [] }))
      : [{ first, others }];
  });
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

/** Files nobody looked at, gathered by reason, the largest group first. */
export function groupNotLookedAt(
  outcome: Outcome,
): readonly { readonly why: string; readonly paths: readonly string[] }[] {
  return byReason(outcome.notLookedAt)
    .map(({ why, entries }) => ({ why, paths: entries.map(({ path }) => path) }))
    .sort((a, b) => b.paths.length - a.paths.length);
}

/** Categories with nothing to look at, gathered by reason. */
export function groupEmptyCategories(
  outcome: Outcome,
): readonly { readonly why: string; readonly categories: readonly Category[] }[] {
  return byReason(outcome.emptyCategories).map(({ why, entries }) => ({
    why,
    categories: entries.map(({ category }) => category),
  }));
}

function byReason<Entry extends { readonly why: string }>(
  entries: readonly Entry[],
): readonly { readonly why: string; readonly entries: readonly Entry[] }[] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.why);
    if (group === undefined) groups.set(entry.why, [entry]);
    else group.push(entry);
  }
  return [...groups].map(([why, group]) => ({ why, entries: group }));
}

/** Everything in a row's text that people see, so that only what reads the same is gathered. A vulnerable package is never gathered. */
function likeness(finding: JudgedFinding): string {
  const apart = finding.package === undefined ? [] : [finding.id];
  return JSON.stringify([finding.rule.id, finding.location.path, finding.severity, finding.category, ...apart]);
}
