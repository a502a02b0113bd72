import type { ServerResponse } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { createGitHub } from '../../src/platform/github.ts';
import { serve, serveSockets } from './loopback.ts';

const TOKEN = ['a', 'plain', 'test', 'token'].join('-');
const PULL_REQUEST = { number: 7, baseSha: 'b'.repeat(40), headSha: 'a'.repeat(40), fromFork: false };
const UNKNOWN = 'the lines that the pull request changes are not known: ';

function json(response: ServerResponse, body: unknown, status = 200, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

function changed(filename: string, patch: string | undefined, change = {}) {
  return { filename, status: 'modified', changes: 1, sha: 'x', ...(patch !== undefined && { patch }), ...change };
}

function ask(url: string, env: Record<string, string> = {}, token: string | undefined = TOKEN) {
  return createGitHub(token, { GITHUB_API_URL: url, GITHUB_REPOSITORY: 'owner/repo', ...env }).changedLines(
    PULL_REQUEST,
  );
}

describe('changed lines', () => {
  test('are those of every file’s patch', async () => {
    const { url, asked } = await serve((_, response) =>
      json(response, [
        changed('a.ts', '@@ -1 +1,2 @@\n a\n+b'),
        changed('ünï/new.ts', '@@ -0,0 +1 @@\n+x', { status: 'renamed', previous_filename: 'old.ts' }),
        changed('gone.ts', '@@ -1 +0,0 @@\n-x', { status: 'removed' }),
        changed('logo.png', undefined, { changes: 0 }),
      ]),
    );
    const { lines, note } = await ask(url);
    expect([...(lines ?? [])].map(([path, numbers]) => [path, [...numbers]])).toEqual([
      ['a.ts', [2]],
      ['ünï/new.ts', [1]],
      ['gone.ts', []],
      ['logo.png', []],
    ]);
    expect(note).toBeUndefined();
    expect(asked[0]?.path).toBe('/repos/owner/repo/pulls/7/files?per_page=100&page=1');
    expect(asked[0]?.headers.authorization).toBe(`token ${TOKEN}`);
  });

  test('are read page by page', async () => {
    const { url, asked } = await serve((one, response) => {
      const page = Number(new URL(one.path, 'http://x').searchParams.get('page'));
      json(
        response,
        Array.from({ length: page < 3 ? 100 : 20 }, (_, number) => changed(`${page}-${number}`, '@@ -0,0 +1 @@\n+x')),
      );
    });
    expect((await ask(url)).lines?.size).toBe(220);
    expect(asked.length).toBe(3);
  });

  test('end at the most that GitHub lists, and say so', async () => {
    const { url, asked } = await serve((one, response) => {
      json(
        response,
        Array.from({ length: 100 }, (_, number) => changed(`${one.path}-${number}`, '@@ -0,0 +1 @@\n+x')),
      );
    });
    const { lines, note } = await ask(url);
    expect([lines?.size, note]).toEqual([3_000, 'GitHub lists the first 3000 changed files only']);
    expect(asked.length).toBe(30);
  });

  test('that are too many to show are named', async () => {
    const { url } = await serve((_, response) => json(response, [changed('big.json', undefined, { changes: 90_000 })]));
    expect((await ask(url)).note).toBe('GitHub does not show what changed in 1 file: too large');
  });
});

describe('without an answer there is a note that says why', () => {
  test.each<[string, number, Record<string, string>, string]>([
    ['a token that is wrong', 401, {}, 'GitHub does not accept the token (status 401)'],
    [
      'a token that may not',
      403,
      {},
      'the token may not read pull requests (status 403): give the job the permission pull-requests: read',
    ],
    [
      'a pull request that is hidden',
      404,
      {},
      'GitHub does not know this pull request, or hides it from the token (status 404)',
    ],
    ['the rate limit', 403, { 'x-ratelimit-remaining': '0' }, "GitHub's rate limit is used up (status 403)"],
    ['the second rate limit', 403, { 'retry-after': '60' }, "GitHub's rate limit is used up (status 403)"],
    ['the rate limit by its own status', 429, {}, "GitHub's rate limit is used up (status 429)"],
    ['trouble at GitHub', 502, {}, 'GitHub answered with status 502'],
  ])('%s', async (_, status, headers, why) => {
    const { url } = await serve((__, response) => json(response, { message: `no\u001b[0m ${TOKEN}` }, status, headers));
    expect(await ask(url)).toEqual({ lines: undefined, note: UNKNOWN + why });
  });

  test.each([
    ['something that is no list', '{"files": []}'],
    ['a list of something else', '[{"name": 1}]'],
    ['no JSON', '<html>'],
    ['nothing', ''],
  ])('%s', async (_, body) => {
    const { url } = await serve((__, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(body),
    );
    expect(await ask(url)).toEqual({ lines: undefined, note: `${UNKNOWN}GitHub answered in an unknown form` });
  });

  test('a server that is not there', async () => {
    const { port, close } = await serveSockets(() => undefined);
    await close();
    const { lines, note } = await ask(`http://127.0.0.1:${port}`);
    expect(lines).toBeUndefined();
    expect(note).toMatch(/GitHub cannot be reached \(/);
  });

  test('a server that hangs up', async () => {
    const { port } = await serveSockets((socket) => socket.once('data', () => socket.destroy()));
    expect((await ask(`http://127.0.0.1:${port}`)).note).toMatch(/GitHub cannot be reached \(/);
  });

  test('no token', async () => {
    const gitHub = createGitHub(undefined, { GITHUB_REPOSITORY: 'owner/repo' });
    expect((await gitHub.changedLines(PULL_REQUEST)).note).toBe(`${UNKNOWN}there is no token (input github-token)`);
    expect((await ask('http://127.0.0.1:1', {}, '')).note).toBe(`${UNKNOWN}there is no token (input github-token)`);
  });

  test.each(['', 'owner', '/', '/repo'])('the repository "%s"', async (GITHUB_REPOSITORY) => {
    expect((await ask('http://127.0.0.1:1', { GITHUB_REPOSITORY })).note).toBe(
      `${UNKNOWN}GITHUB_REPOSITORY does not name the repository`,
    );
  });
});
