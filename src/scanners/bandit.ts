import type { FilePath } from '../model/path.ts';
import type { SarifResult } from '../sarif/log.ts';
import type { SeverityWords } from './contract.ts';
import { defineScanner } from './contract.ts';
import { asArgument, fitsCommandLine, ruleOf } from './sarif-fields.ts';

/** https://bandit.readthedocs.io/en/latest/config.html#severity-and-confidence */
const WORDS: SeverityWords = { HIGH: 'high', MEDIUM: 'medium', LOW: 'low' };
/** Hard-coded passwords: the message and the region show the value. */
const SHOWS_PASSWORD = new Set(['B105', 'B106', 'B107']);
const CONFIGURATION = 'bandit.ini';

/**
 * https://bandit.readthedocs.io
 * An empty ini file of ours takes the place of the tree's `.bandit`; a `pyproject.toml` is read only when it is named. `# nosec` is
 * ignored, and an exclusion that matches nothing replaces the built-in ones (`CVS`, `.tox`…), behind which a tree could hide a file.
 */
export const bandit = defineScanner({
  name: 'bandit',
  title: 'Bandit',
  homepage: 'https://bandit.readthedocs.io',
  category: 'sast',
  program: 'bandit',
  install: "pip install 'bandit[sarif]'",
  version: { args: ['--version'], pattern: /^bandit (\d+\.\d+\.\d+\S*)/m },
  recommended: true,
  network: [],
  wants: ({ path }) => /\.pyw?$/.test(path),
  nothingToDo: 'no Python file here',
  invoke: ({ files, output, scratch }) => ({
    args: [
      '--ini',
      `${scratch}/${CONFIGURATION}`,
      '--ignore-nosec',
      '--exclude',
      `${scratch}/nothing`,
      '--exit-zero',
      '--quiet',
      '--format',
      'sarif',
      '--output',
      output,
      ...targetsOf(files),
    ],
    writes: { [CONFIGURATION]: '[bandit]\n' },
  }),
  exits: { 0: 'ok' },
  // The columns of Python's ast module: UTF-8 bytes (https://docs.python.org/3/library/ast.html#ast.AST.col_offset).
  columnUnit: 'bytes',
  adapt: (result) => {
    const word = WORDS[String(result.properties['issue_severity'])];
    const hidden = SHOWS_PASSWORD.has(result.ruleId);
    return {
      rule: ruleOf(result, titleOf(result)),
      message: hidden ? result.message.replace(/:\s*'.*$/s, '') : result.message,
      claims: { ...(word !== undefined && { word }), ...(result.level !== undefined && { level: result.level }) },
      path: result.path ?? '',
      ...(result.region !== undefined && { region: result.region }),
      ...(hidden && { sensitive: true }),
    };
  },
});

/** All files by name, so that it looks at nothing else; a tree with more than a command line can carry is looked at as a whole. */
function targetsOf(files: readonly FilePath[]): readonly string[] {
  return fitsCommandLine(files) ? files.map(asArgument) : ['--recursive', '.'];
}

/** Its rules have a name only, and all blacklisted calls share one: `hardcoded_password_string` → `hardcoded password string`. */
function titleOf({ ruleId, rule, message }: SarifResult): string {
  if (rule.name === undefined) return ruleId;
  if (rule.name === 'blacklist') return message.split(/[.,]\s|\.$/)[0] ?? ruleId;
  return rule.name.replaceAll('_', ' ');
}
