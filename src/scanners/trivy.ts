import type { PartialRegion } from '../model/location.ts';
import type { SarifResult } from '../sarif/log.ts';
import { checkov } from './checkov.ts';
import type { AdaptedResult, Invocation, SeverityWords, Target } from './contract.ts';
import { defineScanner } from './contract.ts';
import { ecosystemOfManifest } from './manifest-ecosystem.ts';
import { raiseTo, reportedPackage } from './reported-package.ts';
import { ruleOf } from './sarif-fields.ts';

/** https://trivy.dev/latest/docs/configuration/filtering/#by-severity; `UNKNOWN` claims nothing. */
const WORDS: SeverityWords = { CRITICAL: 'critical', HIGH: 'high', MEDIUM: 'medium', LOW: 'low' };
const CONFIGURATION = 'trivy.yaml';
const IGNORED = 'trivyignore';

/** What both uses of the program have in common. 0.69.4 to 0.69.6 are refused wherever they are found (rules/known-malicious.yml). */
const PROGRAM = {
  homepage: 'https://trivy.dev',
  program: 'trivy',
  install: 'download 0.72.0 from https://github.com/aquasecurity/trivy/releases/tag/v0.72.0',
  version: { args: ['--version'], pattern: /^Version: v?(\d+\.\d+\.\d+\S*)/m },
  recommended: false,
  exits: { 0: 'ok' },
} as const;

/**
 * Known vulnerabilities: https://trivy.dev/latest/docs/target/filesystem/
 * Its database is fetched for every run, because no scanner keeps a home; `args: [--cache-dir, FOLDER, --skip-db-update]` uses one that is there.
 * The tree's `trivy.yaml` and `.trivyignore` are overridden by empty ones.
 */
export const trivy = defineScanner({
  ...PROGRAM,
  name: 'trivy',
  title: 'Trivy',
  category: 'sca',
  network: ['mirror.gcr.io', 'ghcr.io'],
  worksOffline: (userArgs) => userArgs.some((argument) => /^--skip-db-update(?:=true)?$/.test(argument)),
  wants: ({ path }) => ecosystemOfManifest(path) !== undefined,
  nothingToDo: 'no lockfile here that it can read',
  invoke: (target) =>
    invocation(['fs', '--scanners', 'vuln', '--include-dev-deps', '--offline-scan', '--no-progress'], target),
  adapt: (result) => {
    const { rule, ruleId, message } = result;
    const manifest = pathOf(result);
    const [name, version, fixed = ''] = ['Package', 'Installed Version', 'Fixed Version'].map((key) =>
      saidIn(message, key),
    );
    const versions = fixed.split(/,\s*/).filter((one) => one !== '');
    const affected =
      name === undefined ? undefined : reportedPackage({ manifest, name, version: version ?? '', fixed: versions });
    const remediation = affected && raiseTo(affected);
    return {
      rule: ruleOf(result),
      message: `${name ?? 'a package'} ${version ?? ''}: ${rule.shortDescription ?? 'known vulnerability'} (${ruleId})`,
      claims: {
        ...claimsOf(result),
        ...(rule.securitySeverity !== undefined && { score: rule.securitySeverity }),
      },
      path: manifest,
      ...regionOf(result),
      advisories: [ruleId],
      ...(affected !== undefined && { package: affected }),
      ...(remediation !== undefined && { remediation }),
    };
  },
});

/**
 * Misconfigurations: https://trivy.dev/latest/docs/scanner/misconfiguration/
 * With the checks that it carries: a newer bundle would be fetched. `trivy:ignore` comments cannot be switched off and leave no trace in
 * its report, which is one reason why another leads this category.
 */
export const trivyConfig = defineScanner({
  ...PROGRAM,
  name: 'trivy-config',
  title: 'Trivy misconfigurations',
  category: 'iac',
  network: [],
  // The same kinds of files, Ansible and Helm among the YAML.
  wants: checkov.wants,
  nothingToDo: 'no Terraform, Kubernetes, CloudFormation, ARM, Helm, Ansible or Docker file here',
  invoke: (target) => invocation(['config', '--skip-check-update'], target),
  adapt: (result) => ({
    rule: { ...ruleOf(result), id: result.ruleId.replace(/^AVD-/, '') },
    message: saidIn(result.message, 'Message') ?? result.message,
    // The score of a check is only its word as a number.
    claims: claimsOf(result),
    path: saidIn(result.message, 'Artifact') ?? pathOf(result),
    ...regionOf(result),
    ...(/secret|password|credential|plaintext/i.test(result.rule.shortDescription ?? '') && { sensitive: true }),
  }),
});

function invocation(command: readonly string[], { root, output, scratch }: Target): Invocation {
  return {
    workingFolder: 'scratch',
    args: [
      ...command,
      '--config',
      `${scratch}/${CONFIGURATION}`,
      '--ignorefile',
      `${scratch}/${IGNORED}`,
      '--disable-telemetry',
      '--skip-version-check',
      '--quiet',
      '--exit-code',
      '0',
      '--format',
      'sarif',
      '--output',
      output,
      root,
    ],
    writes: { [CONFIGURATION]: '', [IGNORED]: '' },
  };
}

/** The line `Severity: HIGH` of the message is about this result; the rule's tags are about its first. */
function claimsOf({ message, level }: SarifResult): AdaptedResult['claims'] {
  const word = WORDS[saidIn(message, 'Severity') ?? ''];
  return { ...(word !== undefined && { word }), ...(level !== undefined && { level }) };
}

/** `Installed Version: 4.17.15` → `4.17.15`; `undefined` where the line is not there or empty. */
function saidIn(message: string, key: string): string | undefined {
  const start = `${key}: `;
  const line = message.split('\n').find((one) => one.startsWith(start));
  const value = line?.slice(start.length).trim();
  return value === '' ? undefined : value;
}

/** It decodes percent signs in names before it encodes them; the text beside the place has the name as it is: `a/go.mod: x@v1.0.0`. */
function pathOf({ path, placeText }: SarifResult): string {
  const named = /^(.+): .+@[^@]*$/s.exec(placeText ?? '')?.[1];
  return named ?? path ?? '';
}

/** Its columns are always 1, also at the end. */
function regionOf({ region }: SarifResult): { readonly region?: PartialRegion } {
  if (region === undefined) return {};
  const { startLine, endLine = startLine } = region;
  return { region: { startLine, endLine } };
}
