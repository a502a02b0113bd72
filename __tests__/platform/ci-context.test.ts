import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { bundle, runChild, temporaryFolder } from './child.ts';

const folder = temporaryFolder();
// In a process of its own each time: @actions/github reads the event when it is loaded, once.
const program = bundle(
  `import { readCiContext } from './ci-context.ts';
   const context = await readCiContext(process.env);
   console.log(JSON.stringify(context, (_, value) => value === undefined ? null : value));`,
  folder,
);

const [BASE, HEAD, MERGE] = ['b'.repeat(40), 'a'.repeat(40), 'c'.repeat(40)];
const NOTHING = { pullRequest: null, blobUrl: null, runUrl: null };

const pullRequest = {
  number: 12,
  base: { sha: BASE, repo: { full_name: 'owner/repo' } },
  head: { sha: HEAD, repo: { full_name: 'owner/repo' } },
};

const ENV = {
  GITHUB_ACTIONS: 'true',
  GITHUB_SERVER_URL: 'https://github.example.org',
  GITHUB_REPOSITORY: 'owner/repo',
  GITHUB_RUN_ID: '99',
  GITHUB_SHA: MERGE,
};
const blob = (sha: string) => `https://github.example.org/owner/repo/blob/${sha}/`;
const runUrl = 'https://github.example.org/owner/repo/actions/runs/99';

/** The context that the program reads from this event, given as text or as JSON. */
function read(event: unknown, change: Record<string, string> = {}): unknown {
  const GITHUB_EVENT_PATH = join(folder, 'event.json');
  writeFileSync(GITHUB_EVENT_PATH, typeof event === 'string' ? event : JSON.stringify(event));
  const { stdout, stderr } = runChild(program, { env: { ...ENV, GITHUB_EVENT_PATH, ...change } });
  if (stderr !== '') throw new Error(stderr);
  return JSON.parse(stdout);
}

describe('what Actions says about', () => {
  test('a pull request: links go to its head, not to the merge', () => {
    expect(read({ pull_request: pullRequest })).toEqual({
      pullRequest: { number: 12, baseSha: BASE, headSha: HEAD, fromFork: false },
      blobUrl: blob(HEAD),
      runUrl,
    });
  });

  test.each([
    ['a fork', { full_name: 'somebody/repo' }],
    ['a fork that is gone', null],
  ])('a pull request from %s', (_, repo) => {
    const event = { pull_request: { ...pullRequest, head: { sha: HEAD, repo } } };
    expect(read(event)).toMatchObject({ pullRequest: { fromFork: true } });
  });

  test('a merge queue: no pull request', () => {
    expect(read({ merge_group: { head_sha: HEAD, base_sha: BASE } })).toEqual({
      pullRequest: null,
      blobUrl: blob(HEAD),
      runUrl,
    });
  });

  test('a push', () => {
    expect(read({ ref: 'refs/heads/main', after: MERGE })).toEqual({ pullRequest: null, blobUrl: blob(MERGE), runUrl });
  });

  test('a server with a path and a slash at its end', () => {
    expect(read({}, { GITHUB_SERVER_URL: 'http://host:8080/git/' })).toMatchObject({
      runUrl: 'http://host:8080/git/owner/repo/actions/runs/99',
    });
  });
});

describe('an event that is not as documented is as if there were none', () => {
  const without = { pullRequest: null, blobUrl: blob(MERGE), runUrl };
  test.each<[string, unknown]>([
    ['no JSON', '{"pull_request":'],
    ['empty', ''],
    ['null', 'null'],
    ['a list', []],
    ['a number that is none', { pull_request: { ...pullRequest, number: '12; rm' } }],
    ['a number below one', { pull_request: { ...pullRequest, number: 0 } }],
    [
      'a commit that is none',
      { pull_request: { ...pullRequest, base: { ...pullRequest.base, sha: '--upload-pack=x' } } },
    ],
    ['a repository that is none', { pull_request: { ...pullRequest, head: { sha: HEAD, repo: { full_name: 1 } } } }],
    ['a prototype', '{"__proto__": {"pull_request": {}}}'],
    ['deep nesting', `${'['.repeat(5_000)}${']'.repeat(5_000)}`],
  ])('%s', (_, event) => {
    expect(read(event)).toEqual(without);
  });
});

describe('links are left out', () => {
  test.each<[string, Record<string, string>, Partial<Record<'blobUrl' | 'runUrl', null>>]>([
    ['without a server', { GITHUB_SERVER_URL: '' }, { blobUrl: null, runUrl: null }],
    [
      'of a server that is no address of the web',
      { GITHUB_SERVER_URL: 'javascript:alert(1)' },
      { blobUrl: null, runUrl: null },
    ],
    ['of a repository that is none', { GITHUB_REPOSITORY: 'a/b/../c' }, { blobUrl: null, runUrl: null }],
    ['to a run that is no number', { GITHUB_RUN_ID: '1/../2' }, { runUrl: null }],
    ['to a commit that is none', { GITHUB_SHA: 'HEAD' }, { blobUrl: null }],
  ])('%s', (_, change, expected) => {
    expect(read({}, change)).toMatchObject(expected);
  });
});

test.each([{}, { GITHUB_ACTIONS: 'false' }, { GITHUB_ACTIONS: '' }])(
  'outside Actions (%j) nothing is said',
  (change) => {
    const env: Record<string, string> = { ...ENV, ...change };
    if (!('GITHUB_ACTIONS' in change)) delete env.GITHUB_ACTIONS;
    expect(JSON.parse(runChild(program, { env }).stdout)).toEqual(NOTHING);
  },
);
