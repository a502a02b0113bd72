import type { Advisory, CvssScore } from '../model/advisory.ts';
import type { Finding } from '../model/finding.ts';
import type { AffectedPackage } from '../model/package.ts';
import { comparePaths } from '../model/path.ts';
import type { Remediation, Rule } from '../model/result.ts';
import { printable, shorten } from '../model/text.ts';
import { type AdvisoryIndex, indexAdvisories } from './correlate/advisory-index.ts';
import type { ScanRecord } from './record.ts';

/**
 * Completes findings with what the record knows of their advisories: all their names, assessment, weaknesses, explanation and link, and how to cure a
 * package when no scanner said it. Pure; severities were decided before, from the same advisories.
 */
export function enrich(findings: readonly Finding[], record: Pick<ScanRecord, 'advisories'>): readonly Finding[] {
  const advisoriesNamed = indexAdvisories(record.advisories);
  return findings.map((finding) => enrichOne(finding, advisoriesNamed));
}

function enrichOne(finding: Finding, advisoriesNamed: AdvisoryIndex): Finding {
  const advisories = advisoriesNamed(finding.advisories);
  const cvss = assessmentOf(finding, advisories);
  return {
    ...finding,
    ...(cvss !== undefined && { cvss }),
    rule: explained(finding.rule, advisories),
    advisories: unique([...finding.advisories, ...advisories.flatMap(({ id, aliases }) => [id, ...aliases])]),
    remediation: finding.remediation ?? cureOf(finding.package),
  };
}

/** Of its advisories' assessments the one that gave the score. */
function assessmentOf({ severitySource, score }: Finding, advisories: readonly Advisory[]): CvssScore | undefined {
  if (severitySource !== 'advisory' || score === undefined) return undefined;
  return advisories.flatMap(({ cvss }) => cvss ?? []).find((cvss) => cvss.score === score);
}

function explained(rule: Rule, advisories: readonly Advisory[]): Rule {
  const help = rule.help ?? advisories.find(({ summary }) => summary !== '')?.summary;
  const helpUri = rule.helpUri ?? advisories.find(({ url }) => url !== '')?.url;
  return {
    ...rule,
    cwes: unique([...rule.cwes, ...advisories.flatMap(({ cwes }) => cwes)]),
    ...(help === undefined ? {} : { help }),
    ...(helpUri === undefined ? {} : { helpUri }),
  };
}

/** `raise lodash to 4.17.19 (first fixed)`. */
function cureOf(affected: AffectedPackage | undefined): Remediation | undefined {
  const fixed = affected?.fixedVersions[0];
  if (affected === undefined || fixed === undefined) return undefined;
  return { text: printable(`raise ${shorten(affected.name, 200)} to ${shorten(fixed, 100)} (first fixed)`) };
}

function unique(words: readonly string[]): readonly string[] {
  return [...new Set(words)].sort(comparePaths);
}
