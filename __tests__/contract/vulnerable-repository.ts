/** A git repository as a user has it: the Action, a workflow that uses it, and an application with planted problems. */
import { createHash } from 'node:crypto';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addFiles, DIST, git, makeFolder, ROOT } from '../e2e/program.ts';

type Tree = Readonly<Record<string, string>>;

/** The pinned commit is never fetched: act takes the folder itself for what is checked out. */
const CHECKOUT = 'actions/checkout@8e8c483db84b4bee98b60c0593521ed34d9990e8 # v6.0.1';

/** A workflow whose last step hands over what the Action set, also when it failed. `inputs`: YAML of one line. */
export function gateWorkflow(inputs = '{}'): string {
  return `name: gate
on: [push, pull_request, merge_group]
permissions:
  contents: read
jobs:
  gate:
    runs-on: ubuntu-latest
    steps:
      - uses: ${CHECKOUT}
        with:
          persist-credentials: false
      - uses: ./
        id: gatehouse
        with: ${inputs}
      - if: always()
        id: collect
        env:
          OUTPUTS: \${{ toJSON(steps.gatehouse.outputs) }}
          SARIF: \${{ steps.gatehouse.outputs.sarif }}
          REPORT: \${{ steps.gatehouse.outputs.report }}
        run: |
          node --version > "$COLLECT/node-version"
          printf '%s' "$OUTPUTS" > "$COLLECT/outputs.json"
          if [ -n "$SARIF" ]; then cp "$SARIF" "$COLLECT/sarif.json"; cp "$REPORT" "$COLLECT/report.json"; fi
`;
}

/** A committed repository that holds the Action beside these files; `inputs` as in `gateWorkflow`. */
export function repositoryWith(files: Tree, inputs?: string): string {
  const folder = makeFolder();
  cpSync(DIST, join(folder, 'dist'), { recursive: true });
  for (const name of ['action.yml', 'package.json']) cpSync(join(ROOT, name), join(folder, name));
  addFiles(folder, { '.github/gatehouse.yml': FOLDERS, ...ADVISORIES, ...files });
  addFiles(folder, { '.github/workflows/gate.yml': gateWorkflow(inputs) });
  return commit(folder);
}

/** Makes a folder a repository with one commit. Its remote only gives it a name: nothing is fetched from there. */
export function commit(folder: string): string {
  git(folder, 'init', '--quiet');
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', 'the application');
  git(folder, 'remote', 'add', 'origin', 'https://github.com/octo/app.git');
  return folder;
}

/** No network: the folder is all that is known about packages. */
export const FOLDERS = 'advisories: { service: off, folders: [security/advisories] }\n';

const ADVISORIES: Tree = Object.fromEntries(
  ['GHSA-8q59-q68h-6hv4.json', 'GHSA-v845-jxx5-vc9f.json'].map((name) => [
    `security/advisories/PyPI/${name}`,
    readFileSync(join(ROOT, 'examples/vulnerable-app/security/advisories/PyPI', name), 'utf8'),
  ]),
);

/** Assembled here, so that no credential stands in this repository; none was ever valid. */
const KEYS = Array.from({ length: 12 }, (_, at) => `AK${'IA'}${base32(`key ${at}`, 16)}`);
const PASSWORDS = Array.from({ length: 12 }, (_, at) => base32(`password ${at}`, 14));

/** Every value that no output may show. */
export const VALUES: readonly string[] = [...KEYS, ...PASSWORDS];

/** More blocking findings and more warnings than one step may annotate, of three engines. */
export const PROBLEMS: Tree = {
  'src/keys.js': `// the keys of all regions\n${KEYS.map((key, at) => `export const awsKey${at} = '${key}';\n`).join('')}`,
  'src/urls.js': PASSWORDS.map(
    (word, at) => `export const db${at} = 'postgres://app:${word}@db${at}.corp/app';\n`,
  ).join(''),
  'requirements.txt': 'pyyaml==5.3.1\nurllib3==1.26.16\n',
  // Nobody triggers it here: it is only looked at.
  '.github/workflows/label.yml': `name: label
on: pull_request_target
jobs:
  label:
    runs-on: ubuntu-latest
    steps:
      - run: echo "\${{ github.event.pull_request.title }}"
`,
};

/** Nothing to find, near misses included. */
export const CLEAN: Tree = {
  'src/app.js': "export const key = process.env.AWS_ACCESS_KEY_ID;\nexport const id = '00000000000000000000';\n",
  'requirements.txt': `pyyaml==6.0.3 --hash=sha256:${'ab'.repeat(32)}\n`,
};

function base32(seed: string, length: number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return [...createHash('sha256').update(seed).digest()]
    .slice(0, length)
    .map((byte) => letters[byte % 32])
    .join('');
}
