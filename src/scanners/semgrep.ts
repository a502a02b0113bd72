import type { FilePath } from '../model/path.ts';
import type { SarifLevel } from '../model/result.ts';
import type { Severity } from '../model/severity.ts';
import type { SarifResult } from '../sarif/log.ts';
import { defineScanner } from './contract.ts';
import { asArgument, fitsCommandLine, plainPathOf, ruleOf } from './sarif-fields.ts';

/** "The levels ERROR, WARNING and INFO […] correspond to High, Medium, and Low": https://semgrep.dev/docs/kb/rules/understand-severities */
const WORDS: Readonly<Record<SarifLevel, Severity | undefined>> = {
  error: 'high',
  warning: 'medium',
  note: 'low',
  none: undefined,
};
const DEFAULT_RULES = ['--config', 'p/default'];
/** Weaknesses whose region is a credential, and whose message quotes it: CWE-259, CWE-321 and CWE-798 are hard-coded ones. */
const SHOWS_CREDENTIAL = new Set(['CWE-259', 'CWE-321', 'CWE-798']);
const CODE =
  /\.(?:[cm]?[jt]sx?|pyi?|go|java|kts?|scala|rb|php|cs|swift|rs|cc?|cpp|cxx|hh?|hpp|ex|exs|sol|clj|dart|lua|vue|sh|bash)$/;

/**
 * https://semgrep.dev/docs
 * Files are given by name, which neither a `.semgrepignore` nor a `.gitignore` of the tree hides; `nosemgrep` comments are ignored.
 * Without rules of the user's own (`args: [--config, FILE]`) it fetches `p/default` while it holds the code, which is why it does not
 * come with profile `recommended`. `--no-rewrite-rule-ids`: a rule's name is the same wherever its file is.
 */
export const semgrep = defineScanner({
  name: 'semgrep',
  title: 'Semgrep',
  homepage: 'https://semgrep.dev',
  category: 'sast',
  program: 'semgrep',
  install: 'pip install semgrep==1.182.0',
  // Without the two options it asks for a newer version first, for minutes where there is no network.
  version: { args: ['--version', '--disable-version-check', '--metrics', 'off'], pattern: /^(\d+\.\d+\.\d+\S*)/m },
  recommended: false,
  network: ['semgrep.dev'],
  worksOffline: (userArgs) => {
    const rules = rulesIn(userArgs);
    return rules.length > 0 && rules.every(isFile);
  },
  wants: ({ path }) => CODE.test(path),
  nothingToDo: 'no source code here',
  invoke: ({ files, output }, userArgs) => ({
    args: [
      'scan',
      ...(rulesIn(userArgs).length > 0 ? [] : DEFAULT_RULES),
      '--metrics',
      'off',
      '--disable-version-check',
      '--disable-nosem',
      '--no-git-ignore',
      '--no-rewrite-rule-ids',
      '--quiet',
      '--sarif',
      '--sarif-output',
      output,
      ...targetsOf(files),
    ],
  }),
  exits: { 0: 'ok' },
  columnUnit: 'bytes',
  adapt: (result) => {
    const word = result.level === undefined ? undefined : WORDS[result.level];
    const rule = ruleOf(result, titleOf(result));
    return {
      rule,
      message: result.message,
      claims: { ...(word !== undefined && { word }), ...(result.level !== undefined && { level: result.level }) },
      path: plainPathOf(result),
      ...(result.region !== undefined && { region: result.region }),
      ...(rule.cwes.some((cwe) => SHOWS_CREDENTIAL.has(cwe)) && { sensitive: true }),
    };
  },
});

/** The rules that a user's arguments name: `--config FILE`, `--config=FILE`, `-c FILE`, `-f FILE`. */
function rulesIn(userArgs: readonly string[]): readonly string[] {
  return userArgs.flatMap((argument, at) => {
    if (/^(?:--config|-c|-f)$/.test(argument)) return userArgs[at + 1] ?? [];
    return /^--config=(.+)$/s.exec(argument)?.[1] ?? [];
  });
}

/** Names of the registry (`p/python`, `r/…`, `auto`, `supply-chain`) and addresses are fetched; an absolute or dotted path, or a YAML file, is read. */
function isFile(rules: string): boolean {
  return /^(?:\/|\.{1,2}\/|[A-Za-z]:[\\/])/.test(rules) || (/\.ya?ml$/.test(rules) && !rules.includes('://'));
}

/** All files by name; a tree with more than a command line can carry as a whole, without its `.semgrepignore`. */
function targetsOf(files: readonly FilePath[]): readonly string[] {
  return fitsCommandLine(files) ? files.map(asArgument) : ['--x-ignore-semgrepignore-files', '.'];
}

/** Its rules have no title but their name: `python.lang.security.audit.eval-detected` → `eval detected`. */
function titleOf({ ruleId, message }: SarifResult): string {
  const words = ruleId.slice(ruleId.lastIndexOf('.') + 1).replaceAll(/[-_]+/g, ' ');
  return words === ruleId ? (message.split(/[.;]\s/)[0] ?? words) : words;
}
