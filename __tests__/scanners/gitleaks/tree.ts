import { createHash } from 'node:crypto';

/** A made-up value of this length, the same in every run, random enough for a scanner to believe it. */
export function madeUp(seed: string, length: number): string {
  const blocks = [0, 1, 2, 3].map((at) => createHash('sha512').update(`${seed} ${at}`).digest('base64'));
  return blocks
    .join('')
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, length);
}

// Assembled when the test runs, so that no scanner and no push protection sees a token here.
const PERSONAL_TOKEN = ['gh', 'p_', madeUp('personal token', 36)].join('');
const OTHER_TOKEN = ['gh', 'p_', madeUp('other token', 36)].join('');
const API_KEY = madeUp('api key', 40);
const PEM = (word: string) => ['-----', word, ' RSA PRIVATE', ' KEY-----'].join('');

/** All values that may never be shown. */
export const VALUES: readonly string[] = [
  PERSONAL_TOKEN,
  OTHER_TOKEN,
  API_KEY,
  madeUp('key 1', 64),
  madeUp('key 2', 64),
];

/** A tree with secrets at the first line, after characters of several bytes, allowed by comments, and over several lines. */
export const TREE: Readonly<Record<string, string>> = {
  'first.env': `GITHUB_TOKEN=${PERSONAL_TOKEN}\n`,
  'src/é.py': `import os\n\né = "é"; token = "${PERSONAL_TOKEN}"  # gitleaks:allow\nother = "${OTHER_TOKEN}"\n`,
  'a b%41é/-x.yml': `service:\n  api_key: "${API_KEY}"\n`,
  'key.pem': `${PEM('BEGIN')}\n${madeUp('key 1', 64)}\n${madeUp('key 2', 64)}\n${PEM('END')}\n`,
  '.gitleaks.toml': "[allowlist]\npaths = ['''.*''']\n",
  '.gitleaksignore': 'first.env:github-pat:1\nkey.pem:private-key:1\n',
};
