import type { JudgedFinding } from '../model/finding.ts';
import { pathToUri } from '../model/path.ts';
import type { PlacedStep, Remediation } from '../model/result.ts';
import { MAX_MESSAGE } from './limits.ts';
import { SCALES } from './write-levels.ts';
import { plain, ruleIdOf } from './write-text.ts';

/** One finding as a result. `prefix` leads from the repository's top, which `%SRCROOT%` stands for, to the scanned root. */
export function writeResult(finding: JudgedFinding, ruleIndex: number, prefix: string): object {
  const { location, rule, severity, remediation } = finding;
  const artifactLocation = { uri: pathToUri(prefix + location.path), uriBaseId: '%SRCROOT%' };
  const fix = fixOf(remediation, artifactLocation);
  return {
    ruleId: ruleIdOf(rule.id),
    ruleIndex,
    level: SCALES[severity].level,
    message: { text: plain(finding.message, MAX_MESSAGE) },
    locations: [{ physicalLocation: { artifactLocation, region: location.region } }],
    partialFingerprints: fingerprintsOf(finding),
    ...(finding.flow !== undefined && { codeFlows: [codeFlow(finding.flow, artifactLocation)] }),
    ...(fix !== undefined && { fixes: [fix] }),
    properties: { gatehouse: detailsOf(finding) },
  };
}

/** Code scanning reads `primaryLocationLineHash` alone; ours are numbered, because SARIF wants a name for each (§3.27.17). */
function fingerprintsOf({ fingerprints, lineHash }: JudgedFinding): Readonly<Record<string, string>> {
  return Object.fromEntries([
    ...(lineHash === undefined ? [] : [['primaryLocationLineHash', lineHash]]),
    ...fingerprints.map((fingerprint, at) => [at === 0 ? 'gatehouse/v1' : `gatehouse/${at + 1}/v1`, fingerprint]),
  ]);
}

/** §3.36: one thread, one location for each step. */
function codeFlow(flow: readonly PlacedStep[], artifactLocation: object): object {
  const locations = flow.map(({ region, message }) => ({
    location: {
      physicalLocation: { artifactLocation, region },
      message: { text: plain(message, MAX_MESSAGE) },
    },
  }));
  return { threadFlows: [{ locations }] };
}

function fixOf(remediation: Remediation | undefined, artifactLocation: object): object | undefined {
  if (remediation?.patch === undefined) return undefined;
  const { region, replacement } = remediation.patch;
  return {
    description: { text: plain(remediation.text, MAX_MESSAGE) },
    artifactChanges: [
      { artifactLocation, replacements: [{ deletedRegion: region, insertedContent: { text: replacement } }] },
    ],
  };
}

/** What SARIF has no word for, for programs that read our reports. */
function detailsOf(finding: JudgedFinding): object {
  const { package: affected, resource } = finding;
  return {
    id: finding.id,
    severity: finding.severity,
    disposition: finding.disposition,
    reason: finding.reason,
    state: finding.state,
    witnesses: finding.witnesses.map(({ scanner, rule }) => ({ scanner, rule })),
    ...(finding.advisories.length > 0 && { advisories: finding.advisories }),
    ...(resource !== undefined && { resource }),
    ...(affected !== undefined && {
      package: { purl: affected.purl, version: affected.version, fixedVersions: affected.fixedVersions },
    }),
  };
}
