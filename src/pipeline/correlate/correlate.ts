import { canonicalJson } from '../../model/canonical-json.ts';
import type { Finding } from '../../model/finding.ts';
import { compareRegions } from '../../model/location.ts';
import { comparePaths } from '../../model/path.ts';
import type { ScanRecord } from '../record.ts';
import { indexAdvisories } from './advisory-index.ts';
import { buildFinding } from './build-finding.ts';
import type { Group } from './group.ts';
import { identify } from './identify.ts';
import { canonicalOrder } from './order.ts';
import { joinOverlaps } from './overlaps.ts';
import { groupRepeats } from './repeats.ts';
import { groupVulnerabilities, isVulnerability } from './vulnerabilities.ts';

/**
 * The record's results → findings: one problem, many witnesses. Every result is a witness of exactly one finding, and the order in which
 * results come changes nothing. Pure. Sorted by path, region, category and rule.
 */
export function correlate(record: ScanRecord): readonly Finding[] {
  const results = canonicalOrder(record);
  const vulnerabilities = groupVulnerabilities(results.filter(isVulnerability), record);
  const others = joinOverlaps(groupRepeats(results.filter((result) => !isVulnerability(result))));
  return named([...vulnerabilities, ...others], record);
}

function named(groups: readonly Group[], record: ScanRecord): readonly Finding[] {
  const advisoriesNamed = indexAdvisories(record.advisories);
  const findings = groups
    .map((group) => buildFinding(group, advisoriesNamed(group.members.flatMap(({ advisories }) => advisories))))
    .sort(compareFindings);
  const ids = identify(findings.map(identityOf));
  return findings.map((finding, at) => ({ id: ids[at] ?? '', ...finding }));
}

/** `normalize` gives every result a fingerprint; without one, what the finding is and where. */
function identityOf({ fingerprints, category, rule, location }: Omit<Finding, 'id'>): string {
  return fingerprints[0] ?? JSON.stringify([category, rule.id, location.path]);
}

/** A total order: what is equal in all of this has equal fingerprints too, or differs in its witnesses. */
function compareFindings(a: Omit<Finding, 'id'>, b: Omit<Finding, 'id'>): number {
  return (
    comparePaths(a.location.path, b.location.path) ||
    compareRegions(a.location.region, b.location.region) ||
    comparePaths(a.category, b.category) ||
    comparePaths(a.rule.id, b.rule.id) ||
    comparePaths(canonicalJson(a), canonicalJson(b))
  );
}
