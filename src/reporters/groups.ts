/** Findings that are shown as one, so that nobody reads the same problem twice. JSON and SARIF keep them apart. */
import type { JudgedFinding } from '../model/finding.ts';
import { count } from '../model/text.ts';
import { nameOf, problemOf, titleOf } from './wording.ts';

/** A finding with others that read the same: of one rule in one file, or of one package, whose one cure is the same for all. */
export interface FindingGroup {
  readonly kind: 'one' | 'alike' | 'package';
  readonly first: JudgedFinding;
  readonly others: readonly JudgedFinding[];
}

/** More findings than these of one rule in one file are shown as one with a count. */
const SAME_SHOWN_APART = 3;

/** Gathers what would read as the same line many times over, and the problems of one package. Keeps the order of the first ones. */
export function groupAlike(findings: readonly JudgedFinding[]): readonly FindingGroup[] {
  return gather(findings, (finding) => packageKey(finding) ?? likeness(finding)).flatMap(groupsOf);
}

/** Gathers the problems of one package alone. */
export function groupPackages(findings: readonly JudgedFinding[]): readonly FindingGroup[] {
  return gather(findings, (finding) => packageKey(finding) ?? finding.id).flatMap(groupsOf);
}

/** What is wrong with all of a group: `lodash 4.17.15: 3 known vulnerabilities`. */
export function groupTitleOf({ kind, first, others }: FindingGroup): string {
  if (kind !== 'package' || first.package === undefined) return titleOf(first);
  return `${nameOf(first.package)}: ${count(1 + others.length, 'known vulnerability', 'known vulnerabilities')}`;
}

/** Each problem of a package on one line: `high: prototype pollution (CVE-2020-8203)`. */
export function problemLine(finding: JudgedFinding): string {
  return `${finding.severity}: ${problemOf(finding)}`;
}

function groupsOf(findings: readonly JudgedFinding[]): readonly FindingGroup[] {
  const [first, ...others] = findings;
  if (first === undefined) return [];
  if (others.length === 0) return [{ kind: 'one', first, others }];
  if (first.package !== undefined) return [{ kind: 'package', first, others }];
  if (others.length >= SAME_SHOWN_APART) return [{ kind: 'alike', first, others }];
  return findings.map((finding) => ({ kind: 'one', first: finding, others: [] }));
}

function gather(
  findings: readonly JudgedFinding[],
  keyOf: (finding: JudgedFinding) => string,
): readonly (readonly JudgedFinding[])[] {
  const groups = new Map<string, JudgedFinding[]>();
  for (const finding of findings) {
    const key = keyOf(finding);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()];
}

/** One package in one version at one place. A malicious one stands alone: it is to be removed, not raised. */
function packageKey({ id, package: affected, category, location, advisories }: JudgedFinding): string | undefined {
  if (affected === undefined) return undefined;
  const alone = advisories.some((name) => name.startsWith('MAL-')) ? [id] : [];
  const { path, region } = location;
  return JSON.stringify([category, path, region.startLine, affected.purl, affected.version, ...alone]);
}

/** Everything in a row's text that people see, so that only what reads the same is gathered. */
function likeness({ rule, location, severity, category }: JudgedFinding): string {
  return JSON.stringify([rule.id, location.path, severity, category]);
}
