import type { Advisory } from '../../model/advisory.ts';
import type { Finding, Witness } from '../../model/finding.ts';
import type { AffectedPackage } from '../../model/package.ts';
import { comparePaths } from '../../model/path.ts';
import type { Result, SeverityClaims } from '../../model/result.ts';
import { severityOf } from './claims.ts';
import type { Group } from './group.ts';

/**
 * One finding from results that were judged to be one. The first member (see `canonicalOrder`) gives rule, message and place; what it leaves
 * out comes from the first that says it. `advisories` are those of the record that its members name.
 */
export function buildFinding(group: Group, advisories: readonly Advisory[]): Omit<Finding, 'id'> {
  const { members, because } = group;
  const [first] = members;
  const { severity, source, score } = severityOf(group, advisories);
  return {
    category: first.category,
    severity,
    severitySource: source,
    score,
    rule: { ...first.rule, cwes: unique(members.flatMap(({ rule }) => rule.cwes)) },
    message: first.message,
    location: first.location,
    ...(first.lineHash !== undefined && { lineHash: first.lineHash }),
    ...(first.flow !== undefined && { flow: first.flow }),
    snippet: firstGiven(members, ({ snippet }) => snippet),
    family: firstGiven(members, ({ family }) => family),
    resource: firstGiven(members, ({ resource }) => resource),
    package: packageOf(members),
    advisories: unique(members.flatMap((member) => member.advisories)),
    exploitability: undefined,
    remediation: firstGiven(members, ({ remediation }) => remediation),
    witnesses: witnessesOf(members),
    fingerprints: unique(members.flatMap(({ fingerprints }) => fingerprints)),
    allowed:
      firstGiven(members, ({ allowed }) => (allowed?.reason === '' ? undefined : allowed)) ??
      firstGiven(members, ({ allowed }) => allowed),
    correlation: because.length > 0 ? because : [`only ${first.scanner} reported it`],
    state: 'new',
  };
}

/** Every result is a witness; those that say the same in the same words are one. */
function witnessesOf(members: readonly Result[]): readonly Witness[] {
  const witnesses = new Map<string, Witness>();
  for (const { scanner, scannerVersion, rule, claims } of members) {
    const witness = { scanner, version: scannerVersion, rule: rule.id, severity: ownWords(claims) };
    witnesses.set(JSON.stringify(Object.values(witness)), witness);
  }
  return [...witnesses.values()];
}

/** The scanner's severity in its own terms, the most exact one first. */
function ownWords({ advisory, rule, score, word, level }: SeverityClaims): string | undefined {
  const said = advisory?.score ?? score ?? advisory?.severity ?? rule ?? word ?? level;
  return said === undefined ? undefined : String(said);
}

/** The first member's package, with the first list of fixed versions that is not empty. */
function packageOf(members: readonly Result[]): AffectedPackage | undefined {
  const packages = members.flatMap((member) => (member.package === undefined ? [] : [member.package]));
  const [first] = packages;
  const fixedVersions = packages.find((affected) => affected.fixedVersions.length > 0)?.fixedVersions;
  return first && { ...first, fixedVersions: fixedVersions ?? [] };
}

function firstGiven<Value>(members: readonly Result[], part: (result: Result) => Value | undefined): Value | undefined {
  return members.map(part).find((value) => value !== undefined);
}

function unique(words: readonly string[]): readonly string[] {
  return [...new Set(words)].sort(comparePaths);
}
