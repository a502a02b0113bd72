import type { SarifLevel } from '../model/result.ts';
import type { Severity } from '../model/severity.ts';
import { defineScanner } from './contract.ts';
import { plainPathOf, ruleOf } from './sarif-fields.ts';

/** Its SARIF has levels only, made from its own words: CRITICAL and HIGH are `error`, MEDIUM `warning`, LOW `note` (measured with 1.28.14). */
const WORDS: Readonly<Record<SarifLevel, Severity | undefined>> = {
  error: 'high',
  warning: 'medium',
  note: 'low',
  none: undefined,
};
const CONFIGURATION = 'tfsec.json';

/**
 * https://github.com/aquasecurity/tfsec
 * The tree's `.tfsec/` (configuration and own checks) is overridden by an empty configuration and a folder that is not there, its
 * `tfsec:ignore` comments by a flag; modules are never downloaded. Without `--force-all-dirs` it passes over folders that no module names.
 * It has no exit status for findings when asked to fail softly; one file that is no HCL makes it fail as a whole, which is honest.
 */
export const tfsec = defineScanner({
  name: 'tfsec',
  title: 'tfsec',
  homepage: 'https://github.com/aquasecurity/tfsec',
  category: 'iac',
  program: 'tfsec',
  install: 'go install github.com/aquasecurity/tfsec/cmd/tfsec@latest',
  version: { args: ['--version'], pattern: /^v?(\d+\.\d+\.\d+\S*)/m },
  // Its makers went on with trivy; what leads its category must be alive.
  recommended: false,
  network: [],
  wants: ({ path }) => /\.tf(?:\.json)?$/.test(path),
  nothingToDo: 'no Terraform file here',
  invoke: ({ root, output, scratch }) => ({
    args: [
      root,
      '--force-all-dirs',
      '--config-file',
      `${scratch}/${CONFIGURATION}`,
      '--custom-check-dir',
      `${scratch}/no-checks`,
      '--no-ignores',
      '--no-module-downloads',
      '--soft-fail',
      '--no-colour',
      '--format',
      'sarif',
      '--out',
      output,
    ],
    writes: { [CONFIGURATION]: '{}\n' },
  }),
  exits: { 0: 'ok' },
  adapt: (result) => {
    const word = result.level === undefined ? undefined : WORDS[result.level];
    return {
      rule: ruleOf(result),
      message: result.message,
      claims: { ...(word !== undefined && { word }), ...(result.level !== undefined && { level: result.level }) },
      path: plainPathOf(result),
      ...(result.region !== undefined && { region: result.region }),
      ...(/secret|sensitive/.test(result.ruleId) && { sensitive: true }),
    };
  },
});
