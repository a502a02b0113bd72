import type { PartialRegion } from '../model/location.ts';
import { defineScanner } from './contract.ts';
import { plainPathOf, ruleOf } from './sarif-fields.ts';

const CONFIGURATION = 'gitleaks.toml';

/**
 * https://github.com/gitleaks/gitleaks
 * The tree's `.gitleaks.toml` is overridden by a configuration of ours that only takes the built-in rules, its `.gitleaksignore` by
 * looking for one in our own folder, its `gitleaks:allow` comments by a flag. `--redact` keeps the values out of the report.
 */
export const gitleaks = defineScanner({
  name: 'gitleaks',
  title: 'Gitleaks',
  homepage: 'https://github.com/gitleaks/gitleaks',
  category: 'secrets',
  program: 'gitleaks',
  install: 'go install github.com/zricethezav/gitleaks/v8@latest',
  version: { args: ['version'], pattern: /^v?(\d+\.\d+\.\d+\S*)/m },
  recommended: true,
  network: [],
  wants: ({ sizeBytes }) => sizeBytes > 0,
  nothingToDo: 'no file here that holds anything',
  invoke: ({ root, output, scratch }) => ({
    args: [
      'dir',
      root,
      '--config',
      `${scratch}/${CONFIGURATION}`,
      '--gitleaks-ignore-path',
      scratch,
      '--ignore-gitleaks-allow',
      '--redact',
      '--no-banner',
      '--exit-code',
      '0',
      '--report-format',
      'sarif',
      '--report-path',
      output,
    ],
    writes: { [CONFIGURATION]: '[extend]\nuseDefault = true\n' },
  }),
  exits: { 0: 'ok' },
  columnUnit: 'bytes',
  adapt: (result) => ({
    rule: ruleOf(result, titleOf(result.rule.shortDescription, result.ruleId)),
    message: result.rule.shortDescription ?? result.message,
    // It has no severity at all: the level would be SARIF's default, which nobody has claimed.
    claims: {},
    path: plainPathOf(result),
    ...(result.region !== undefined && { region: exactRegion(result.region) }),
  }),
});

/**
 * Gitleaks 8 counts columns from the line feed before the line, so that they are one too high everywhere but in the first line;
 * and its end column is the last character, not the one after it (measured with 8.30.1).
 */
function exactRegion({ startLine, startColumn, endLine = startLine, endColumn }: PartialRegion): PartialRegion {
  return {
    startLine,
    endLine,
    ...(startColumn !== undefined && { startColumn: Math.max(1, startLine === 1 ? startColumn : startColumn - 1) }),
    ...(endColumn !== undefined && { endColumn: endLine === 1 ? endColumn + 1 : endColumn }),
  };
}

/** `Uncovered a GitHub Personal Access Token, potentially leading to …` → `GitHub Personal Access Token`. */
function titleOf(description: string | undefined, ruleId: string): string {
  const [clause = ''] = (description ?? '').split(/[,.;]\s/);
  const name = clause
    .replace(/^(?:uncovered|identified|detected|found|discovered)\s+/i, '')
    .replace(/^(?:an?|the)\s+(?:possible\s+|potential\s+)?/i, '');
  return name === '' ? ruleId : name;
}
