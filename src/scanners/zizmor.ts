import type { SarifResult } from '../sarif/log.ts';
import type { SeverityWords } from './contract.ts';
import { defineScanner } from './contract.ts';
import { asArgument, plainPathOf, ruleOf } from './sarif-fields.ts';

/** The values of its `--min-severity`; `Unknown` claims nothing. https://docs.zizmor.sh/usage/#filtering-results */
const WORDS: SeverityWords = { High: 'high', Medium: 'medium', Low: 'low', Informational: 'info' };

/**
 * https://docs.zizmor.sh
 * The tree's `zizmor.yml` is not read, `# zizmor: ignore[…]` comments are ignored, and files are given by name, so that no `.gitignore`
 * hides one. Audits that ask GitHub need a token, which no scanner gets: it runs offline. Without `--strict-collection` a workflow that
 * it cannot read is a warning and passes; with it the whole run fails, which is honest.
 */
export const zizmor = defineScanner({
  name: 'zizmor',
  title: 'zizmor',
  homepage: 'https://docs.zizmor.sh',
  category: 'supply-chain',
  program: 'zizmor',
  install: 'pip install zizmor==1.32.0',
  version: { args: ['--version'], pattern: /^zizmor (\d+\.\d+\.\d+\S*)/m },
  recommended: true,
  network: [],
  wants: ({ path }) => /(?:^|\/)\.github\/(?:workflows\/[^/]+|dependabot)\.ya?ml$|(?:^|\/)action\.ya?ml$/.test(path),
  nothingToDo: 'no GitHub workflow, action or Dependabot configuration here',
  invoke: ({ files }) => ({
    args: [
      '--offline',
      '--no-config',
      '--no-ignores',
      '--strict-collection',
      '--no-exit-codes',
      '--no-progress',
      '--quiet',
      '--color',
      'never',
      '--format',
      'sarif',
      ...files.map(asArgument),
    ],
    reportOnStdout: true,
  }),
  exits: { 0: 'ok' },
  columnUnit: 'bytes',
  adapt: (result) => {
    const word = WORDS[String(result.properties['zizmor/severity'])];
    return {
      rule: { ...ruleOf(result, result.rule.help), id: nameOf(result) },
      message: result.message,
      claims: { ...(word !== undefined && { word }), ...(result.level !== undefined && { level: result.level }) },
      path: plainPathOf(result),
      ...(result.region !== undefined && { region: result.region }),
    };
  },
});

/** `zizmor/unpinned-uses` → `unpinned-uses`, as its documentation and its own comments call it. */
function nameOf({ ruleId }: SarifResult): string {
  return ruleId.replace(/^zizmor\//, '');
}
