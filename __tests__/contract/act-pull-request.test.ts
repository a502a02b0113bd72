/** Pull requests and merge queues in real workflow runs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect } from '@jest/globals';
import { makeFolder, removeFolders } from '../e2e/program.ts';
import { act } from './act.ts';
import { type FakeApi, startApi } from './github-api.ts';
import { testWith } from './installed.ts';
import { PROBLEMS, repositoryWith } from './vulnerable-repository.ts';
import { ACME, addProgram, EMPTY_SARIF, HEAD, once, outputsOf, PULL_REQUEST, places, titles } from './workflow-runs.ts';

afterAll(removeFolders);

const pushed = once(() => act(repositoryWith(PROBLEMS), 'push'));

describe('a pull request without a token', () => {
  const run = once(() => act(repositoryWith(PROBLEMS), 'pull_request', { payload: PULL_REQUEST }));

  testWith('act', 'says once, in one sentence, that changed lines are not known', async () => {
    const sentence = 'the lines that the pull request changes are not known: there is no token (input github-token)\n';
    expect((await run()).log.split(sentence)).toHaveLength(2);
  });

  testWith('act', 'annotates all the same, as on a push', async () => {
    const { annotations } = await run();
    expect(annotations).toEqual((await pushed()).annotations);
  });

  testWith('act', 'fails with the same outputs', async () => {
    const mine = await run();
    const paths = { sarif: expect.any(String), report: expect.any(String) };
    expect(outputsOf(mine)).toEqual({ ...outputsOf(await pushed()), ...paths });
    expect(mine.steps['gatehouse']).toBe('failure');
  });

  testWith('act', 'speaks of the pull request and links to its head', async () => {
    const { summary } = await run();
    expect(summary).toMatch(/^## ❌ 14 findings block this pull request\n/);
    expect(summary).toContain(`https://github.com/octo/app/blob/${HEAD}/src/keys.js#L2`);
  });
});

describe('a pull request with a token', () => {
  // Assembled, so that no scanner takes it for a token.
  const token = `gh${'s_'}${'T0ken'.repeat(7)}A`;
  const programs = makeFolder();
  const seen = join(makeFolder(), 'environment.txt');
  let api: FakeApi | undefined;
  afterAll(() => api?.close());

  const run = once(async () => {
    api = await startApi([
      { filename: 'src/urls.js', status: 'modified', changes: 2, patch: '@@ -3,1 +3,2 @@\n context\n+a\n' },
    ]);
    addProgram(programs, `env > '${seen}'\nprintf '%s' '${EMPTY_SARIF}' > "$1"`);
    const repository = repositoryWith({ ...PROBLEMS, '.github/gatehouse.yml': ACME });
    return act(repository, 'pull_request', {
      payload: PULL_REQUEST,
      token,
      programs,
      env: { GITHUB_API_URL: api.url },
    });
  });

  testWith('act', 'asks GitHub with it, and for nothing but the changed files', async () => {
    await run();
    expect(api?.requests).toEqual([`GET /repos/octo/app/pulls/7/files token ${token}`]);
  });

  testWith('act', 'annotates warnings on changed lines only, and what blocks wherever it is', async () => {
    const { annotations } = await run();
    expect(places(annotations, 'warning')).toEqual(['src/urls.js:4']);
    expect(titles(annotations, 'notice')).toEqual([]);
    expect(titles(annotations, 'error')).toEqual(titles((await pushed()).annotations, 'error'));
  });

  testWith('act', 'never shows the token to a scanner, nor anything else of the job', async () => {
    const { log } = await run();
    expect(log).toMatch(/^✔ sast +acme/m);
    const environment = readFileSync(seen, 'utf8');
    expect(environment).toContain('PATH=');
    expect(environment).not.toMatch(/^(GITHUB_|INPUT_|ACTIONS_|RUNNER_|COLLECT=)/m);
    expect(environment).not.toContain(token);
  });

  testWith('act', 'writes the token into no report', async () => {
    const { collected, summary } = await run();
    expect([summary, ...Object.values(collected)].join('\n')).not.toContain(token);
  });
});

describe('a merge queue', () => {
  const payload = { merge_group: { base_sha: '1'.repeat(40), head_sha: HEAD, base_ref: 'refs/heads/main' } };
  const run = once(() => act(repositoryWith(PROBLEMS), 'merge_group', { payload }));

  testWith('act', 'is judged like a push, and the summary links to the commit that it tests', async () => {
    const ran = await run();
    expect(ran.steps).toMatchObject({ gatehouse: 'failure' });
    expect(outputsOf(ran)).toMatchObject({ verdict: 'fail', blocking: '14' });
    expect(ran.summary).toContain(`https://github.com/octo/app/blob/${HEAD}/`);
  });
});
