/** The Action in real workflow runs: act executes `action.yml` and dist/ as a runner does, over a repository as a user has it. */
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { programOf } from '../../scripts/scanners-list.js';
import { addFiles, makeFolder, ROOT, removeFolders } from '../e2e/program.ts';
import { type ActAnnotation, type ActRun, act } from './act.ts';
import { type FakeApi, startApi } from './github-api.ts';
import { pinnedVersion, testWith } from './installed.ts';
import { CLEAN, commit, PROBLEMS, repositoryWith, VALUES } from './vulnerable-repository.ts';

afterAll(removeFolders);

const HEAD = '2'.repeat(40);

/** The part of the event that GitHub documents and we read. */
const PULL_REQUEST = {
  pull_request: {
    number: 7,
    base: { sha: '1'.repeat(40), ref: 'main', repo: { full_name: 'octo/app' } },
    head: { sha: HEAD, ref: 'topic', repo: { full_name: 'octo/app' } },
  },
};

/** Begins with the first test that asks, so that nothing runs where act is not installed. */
function once<Value>(begin: () => Promise<Value>): () => Promise<Value> {
  let begun: Promise<Value> | undefined;
  return () => {
    begun ??= begin();
    return begun;
  };
}

/** What the step set, as the next step got it. */
function outputsOf({ collected }: ActRun): Readonly<Record<string, string>> {
  return JSON.parse(collected['outputs.json'] ?? '') as Record<string, string>;
}

interface Report {
  readonly verdict: string;
  readonly incomplete: readonly unknown[];
  readonly findings: readonly {
    readonly category: string;
    readonly severity: string;
    readonly disposition: string;
    readonly location: { readonly path: string };
  }[];
}

/** The report that the output `report` names. */
function reportOf({ collected }: ActRun): Report {
  return JSON.parse(collected['report.json'] ?? '') as Report;
}

function titles(annotations: readonly ActAnnotation[], level: ActAnnotation['level']): readonly string[] {
  return annotations.filter((one) => one.level === level).map(({ properties }) => properties['title'] ?? '');
}

function places(annotations: readonly ActAnnotation[], level: ActAnnotation['level']): readonly string[] {
  return annotations
    .filter((one) => one.level === level && one.properties['file'] !== undefined)
    .map(({ properties: { file, line } }) => `${file}:${line}`);
}

const pushed = once(() => act(repositoryWith(PROBLEMS), 'push'));

describe('a push of an application with problems', () => {
  testWith('act', 'fails the step and the job, and the steps after it still run', async () => {
    const { status, job, steps } = await pushed();
    expect({ status, job, ...steps }).toMatchObject({ job: 'failure', gatehouse: 'failure', collect: 'success' });
    expect(status).not.toBe(0);
  });

  testWith('act', 'sets every output that action.yml promises, and no other', async () => {
    const promised = Object.keys(parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')).outputs);
    expect(Object.keys(outputsOf(await pushed())).sort()).toEqual(promised.sort());
  });

  testWith('act', 'has outputs that say the same as the report they name', async () => {
    const run = await pushed();
    const { verdict, findings, blocking, counts, incomplete } = outputsOf(run);
    const report = reportOf(run);
    expect(verdict).toBe('fail');
    expect(report.verdict).toBe(verdict);
    expect(Number(findings)).toBe(report.findings.length);
    expect(Number(blocking)).toBe(report.findings.filter(({ disposition }) => disposition === 'block').length);
    expect(JSON.parse(incomplete ?? '')).toEqual(report.incomplete);
    const tally: Record<string, Record<string, number>> = {};
    for (const { category, severity } of report.findings) {
      tally[category] ??= {};
      const row = tally[category];
      row[severity] = (row[severity] ?? 0) + 1;
    }
    expect(JSON.parse(counts ?? '')).toEqual(tally);
  });

  testWith('act', 'finds what was planted, and nothing in the Action itself or in its own workflow', async () => {
    const found = new Set(reportOf(await pushed()).findings.map(({ location }) => location.path));
    expect([...found].sort()).toEqual(Object.keys(PROBLEMS).sort());
  });

  testWith('act', 'names a SARIF report with the same findings', async () => {
    const run = await pushed();
    const { version, runs } = JSON.parse(run.collected['sarif.json'] ?? '');
    expect(version).toBe('2.1.0');
    const results = runs.flatMap(({ results }: { results: unknown[] }) => results);
    expect(results).toHaveLength(Number(outputsOf(run)['findings']));
  });

  testWith('act', 'annotates what blocks worst first, and counts what is over the limit of a step', async () => {
    const { annotations } = await pushed();
    const severities = titles(annotations, 'error').map((title) => title.split(':')[0]);
    expect(severities).toEqual([...Array(2).fill('critical'), ...Array(7).fill('high'), '5 more blocking findings']);
    expect(annotations.map(({ level }) => level)).toEqual([
      ...Array(10).fill('error'),
      ...Array(10).fill('warning'),
      'notice',
    ]);
  });

  testWith('act', 'annotates exactly the value, on its line', async () => {
    const keys = (PROBLEMS['src/keys.js'] ?? '').split('\n');
    const shown = (await pushed()).annotations.filter(({ properties }) => properties['file'] === 'src/keys.js');
    const covered = shown.map(({ properties: { line, col, endColumn } }) =>
      keys[Number(line) - 1]?.slice(Number(col) - 1, Number(endColumn) - 1),
    );
    expect(covered).toEqual(VALUES.slice(0, 7));
  });

  testWith(
    'act',
    'says in every annotation of a finding why it blocks or not, who saw it and how to accept it',
    async () => {
      for (const { level, message, properties } of (await pushed()).annotations) {
        if (properties['file'] === undefined) continue;
        expect(message).toMatch(
          level === 'error' ? /^Blocks: .+ fail-on: high/m : /^Does not block: .+ fail-on: high/m,
        );
        expect(message).toMatch(/^Seen by embedded\. To accept it with a reason: gatehouse explain [0-9a-f]{6}/m);
      }
    },
  );

  testWith('act', 'writes a summary that begins with the answer and links to the commit', async () => {
    const { summary } = await pushed();
    expect(summary).toMatch(/^## ❌ 14 findings block\n/);
    expect(summary).toMatch(/\(https:\/\/github\.com\/octo\/app\/blob\/[0-9a-f]{40}\/src\/keys\.js#L2\)/);
  });

  testWith('act', 'shows the answer in the log, and ends with the verdict', async () => {
    const { log } = await pushed();
    expect(log).toMatch(/^BLOCKS {2}14 of 28 findings$/m);
    expect(log).toMatch(/^VERDICT {2}fail: 14 findings at or above high/m);
  });

  testWith('act', 'never writes a secret, wherever one looks', async () => {
    const { everything, summary, collected } = await pushed();
    const all = [everything, summary, ...Object.values(collected)].join('\n');
    expect(all).toContain('src/keys.js');
    expect(VALUES.filter((value) => all.includes(value.slice(0, 12)))).toEqual([]);
  });
});

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

/** The program of the user's own scanner. */
function addProgram(folder: string, script: string): void {
  addFiles(folder, { 'acme-scan': `#!/usr/bin/env bash\n${script}\n` });
  chmodSync(join(folder, 'acme-scan'), 0o755);
}

const EMPTY_SARIF = '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"acme"}},"results":[]}]}';

const FOLDERS = 'advisories: { service: off, folders: [security/advisories] }\n';

const ACME = `${FOLDERS}scanners:\n  acme: { category: sast, command: [acme-scan, '{output}'] }\n`;

describe('a clean tree', () => {
  const run = once(() => act(repositoryWith(CLEAN), 'push'));

  testWith('act', 'passes, with every output set', async () => {
    const ran = await run();
    expect(ran).toMatchObject({ status: 0, job: 'success', steps: { gatehouse: 'success' } });
    expect(outputsOf(ran)).toMatchObject({
      verdict: 'pass',
      findings: '0',
      blocking: '0',
      counts: '{}',
      incomplete: '[]',
    });
    expect(reportOf(ran)).toMatchObject({ verdict: 'pass', findings: [] });
  });

  testWith('act', 'has no annotation, and a summary that says so', async () => {
    const { annotations, summary } = await run();
    expect(annotations).toEqual([]);
    expect(summary).toMatch(/^## ✅ /);
  });
});

describe('fail-on: never', () => {
  const run = once(() => act(repositoryWith(PROBLEMS, '{ fail-on: never }'), 'push'));

  testWith('act', 'passes though there are findings', async () => {
    const ran = await run();
    expect(ran).toMatchObject({ status: 0, job: 'success', steps: { gatehouse: 'success' } });
    expect(outputsOf(ran)).toMatchObject({ verdict: 'pass', findings: '28', blocking: '0' });
  });

  testWith('act', 'annotates no error, and the worst first', async () => {
    const { annotations } = await run();
    expect(titles(annotations, 'error')).toEqual([]);
    expect(annotations[0]?.properties['title']).toMatch(/^critical: /);
    expect(annotations.length).toBeLessThanOrEqual(20);
  });
});

describe('a scan that is incomplete', () => {
  const cases: readonly { name: string; why: RegExp; begin: () => Promise<ActRun> }[] = [
    {
      name: 'because a scanner is missing',
      why: /is not installed/,
      begin: once(() => act(repositoryWith(CLEAN, '{ scanners: gitleaks }'), 'push')),
    },
    {
      name: 'because a scanner crashed',
      why: /status 3/,
      begin: once(() => {
        const programs = makeFolder();
        addProgram(programs, 'exit 3');
        return act(repositoryWith({ ...CLEAN, '.github/gatehouse.yml': ACME }), 'push', { programs });
      }),
    },
    {
      name: 'because nothing is known about the packages',
      why: /advisories/,
      begin: once(() =>
        act(repositoryWith({ ...CLEAN, '.github/gatehouse.yml': 'advisories: { service: off }\n' }), 'push'),
      ),
    },
  ];
  for (const { name, why, begin } of cases) {
    testWith('act', `fails the step with the verdict incomplete ${name}`, async () => {
      const ran = await begin();
      expect(ran.status).not.toBe(0);
      expect(ran.steps).toMatchObject({ gatehouse: 'failure', collect: 'success' });
      expect(outputsOf(ran)).toMatchObject({ verdict: 'incomplete', blocking: '0' });
      expect(JSON.parse(outputsOf(ran)['incomplete'] ?? '')).toMatchObject([{ why: expect.stringMatching(why) }]);
    });

    testWith('act', `says it in one annotation and in the summary ${name}`, async () => {
      const { annotations, summary } = await begin();
      expect(titles(annotations, 'error')).toEqual([expect.stringMatching(/^incomplete: /)]);
      expect(annotations[0]?.message).toMatch(why);
      expect(summary).toMatch(/^## .*incomplete/);
    });
  }
});

describe('a folder of the repository', () => {
  const files = {
    'services/api/keys.js': PROBLEMS['src/keys.js'] ?? '',
    'services/web/keys.js': PROBLEMS['src/keys.js'] ?? '',
  };
  const run = once(() => act(repositoryWith(files, '{ path: services/api }'), 'push'));

  testWith('act', 'is all that is looked at, and annotations name it from the top', async () => {
    const annotated = new Set((await run()).annotations.flatMap(({ properties: { file } }) => file ?? []));
    expect([...annotated]).toEqual(['services/api/keys.js']);
  });

  testWith('act', 'has reports of its own', async () => {
    expect(outputsOf(await run())['report']).toMatch(/\/gatehouse\/gatehouse\/services\/api\/gatehouse\.json$/);
  });
});

describe('a mistake of the user', () => {
  const misspelt = { ...CLEAN, '.github/gatehouse.yml': 'policy:\n  fail-onn: high\n' };
  const run = once(() => act(repositoryWith(misspelt), 'push'));

  testWith('act', 'fails the step, tells file and line in an annotation, and sets no verdict', async () => {
    const ran = await run();
    expect(ran.steps).toMatchObject({ gatehouse: 'failure', collect: 'success' });
    expect(ran.annotations).toHaveLength(1);
    expect(ran.annotations[0]?.message).toContain('.github/gatehouse.yml:2:3');
    expect(ran.annotations[0]?.message).toContain('did you mean "fail-on"?');
    expect(outputsOf(ran)).toEqual({});
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

describe('the Node that a runner brings', () => {
  testWith('act', 'is the one that runs these tests unless another is named', async () => {
    expect((await pushed()).collected['node-version']?.trim()).toBe(process.version);
  });

  testWith(['act', 'node'], 'is 24, and the Action says there what it says here', async () => {
    const ran = await act(repositoryWith(PROBLEMS), 'push', { node: programOf('node') });
    expect(ran.collected['node-version']?.trim()).toBe(`v${pinnedVersion('node')}`);
    expect(ran.steps).toMatchObject({ gatehouse: 'failure', collect: 'success' });
    expect(ran.annotations).toEqual((await pushed()).annotations);
    expect({ ...reportOf(ran), run: undefined }).toEqual({ ...reportOf(await pushed()), run: undefined });
  });

  testWith(['act', 'old-node'], 'is too old, and the step fails with one sentence', async () => {
    const ran = await act(repositoryWith(PROBLEMS), 'push', { node: programOf('old-node') });
    expect(ran.steps).toMatchObject({ gatehouse: 'failure' });
    expect(ran.log).toBe(
      `gatehouse needs Node 20 or newer, and this is Node ${pinnedVersion('old-node')}: install a newer one\n`,
    );
  });
});

/** The first workflow of the README, with a commit where it says to write one. */
function workflowOfReadme(ref: string): string {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const block =
    [...readme.matchAll(/^```yaml\n(.*?)^```$/gms)].find(([, text]) => text?.includes('\njobs:'))?.[1] ?? '';
  return block.replace(/(uses: gatehouse\/gatehouse@).+$/m, `$1${ref}\n        id: gatehouse`);
}

describe('the workflow of the README', () => {
  const ref = '3'.repeat(40);

  test('uses Gatehouse by a commit', () => {
    expect(workflowOfReadme(ref)).toContain(`- uses: gatehouse/gatehouse@${ref}\n`);
  });

  const cases: readonly [string, string, Readonly<Record<string, string>>][] = [
    ['blocks a pull request with problems', 'failure', PROBLEMS],
    ['lets a clean one pass, itself included', 'success', CLEAN],
  ];
  for (const [sentence, result, files] of cases) {
    testWith('act', `${sentence}, as it stands`, async () => {
      const folder = makeFolder({
        ...files,
        '.github/gatehouse.yml': FOLDERS,
        '.github/workflows/gatehouse.yml': workflowOfReadme(ref),
      });
      addFiles(folder, { 'security/advisories/PyPI/none.json': ADVISORY });
      const gatehouse = repositoryWith({});
      const repositories = { [`gatehouse/gatehouse@${ref}`]: gatehouse };
      const ran = await act(commit(folder), 'pull_request', { payload: PULL_REQUEST, repositories });
      expect(ran.steps['gatehouse']).toBe(result);
      expect(ran.summary).toMatch(result === 'success' ? /^## ✅ / : /^## ❌ /);
    });
  }
});

const ADVISORY = readFileSync(
  join(ROOT, 'examples/vulnerable-app/security/advisories/PyPI/GHSA-8q59-q68h-6hv4.json'),
  'utf8',
);
