/** The trees that the real scanners look at, the reports that they wrote, and what the pipeline made of them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ScanRecord } from '../../src/pipeline/record.ts';
import { TREE } from './gitleaks/tree.ts';

const EXAMPLES = fileURLToPath(new URL('../contract/examples/', import.meta.url));

/** The password in the Python example: plainly made up, but bandit takes it for one. */
export const PASSWORD = 'made-up-for-a-test';

/** The tree of a scanner by its name: path → text. */
export const TREES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  bandit: example('python', { PASSWORD }),
  checkov: example('infrastructure'),
  gitleaks: TREE,
  hadolint: example('docker'),
  'osv-scanner': example('dependencies'),
  semgrep: example('commands', { PASSWORD }),
  tfsec: example('terraform'),
  trivy: example('dependencies'),
  'trivy-config': example('infrastructure'),
  zizmor: example('workflows'),
};

/** A file beside the recorded report of a scanner. */
export function fixture(scanner: string, file: string): URL {
  return new URL(`${scanner}/__fixtures__/${file}`, import.meta.url);
}

/** The files of an example by path, with every `@@NAME@@` replaced. */
function example(name: string, values: Readonly<Record<string, string>> = {}): Record<string, string> {
  const folder = join(EXAMPLES, name);
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const fill = (text: string) => text.replace(/@@([A-Z]+)@@/g, (whole, key: string) => values[key] ?? whole);
  return Object.fromEntries(paths.map((path) => [relative(folder, path), fill(readFileSync(path, 'utf8'))]));
}

/** Each result as one line: where, what, how bad by whose word, and the line of code as people see it. */
export function lines(record: ScanRecord): string {
  const shown = record.results.map(
    ({ location: { path, region }, rule, claims, snippet, family, package: affected }) => {
      const { startLine, startColumn, endLine, endColumn } = region;
      const severity = claims.rule ?? claims.score ?? claims.word ?? claims.level ?? 'nobody says';
      const kind = family === undefined ? '' : ` (${family})`;
      const cure = affected && ` ${affected.purl} ${affected.version} → ${affected.fixedVersions.join(', ') || 'none'}`;
      return `${path}:${startLine}:${startColumn}-${endLine}:${endColumn} ${rule.id}${kind}${cure ?? ''} ${severity} | ${snippet}\n`;
    },
  );
  return shown.join('');
}
