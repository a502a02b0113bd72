/** The Action in real workflow runs: act executes `action.yml` and dist/ as a runner does, over a repository as a user has it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect } from '@jest/globals';
import { parse } from 'yaml';
import { programOf } from '../../scripts/scanners-list.js';
import { makeFolder, ROOT, removeFolders } from '../e2e/program.ts';
import { type ActRun, act } from './act.ts';
import { pinnedVersion, testWith } from './installed.ts';
import { CLEAN, PROBLEMS, repositoryWith, VALUES } from './vulnerable-repository.ts';
import { ACME, addProgram, once, outputsOf, reportOf, titles } from './workflow-runs.ts';

afterAll(removeFolders);

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
      ...Array(2).fill('notice'),
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
        expect(message).toMatch(/^Seen by embedded\. More, and how to accept it: gatehouse explain [0-9a-f]{6}/m);
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
    expect(log).toMatch(/^BLOCKS {2}14 of 29 findings$/m);
    expect(log).toMatch(/^VERDICT {2}fail: 14 findings at or above high/m);
  });

  testWith('act', 'never writes a secret, wherever one looks', async () => {
    const { everything, summary, collected } = await pushed();
    const all = [everything, summary, ...Object.values(collected)].join('\n');
    expect(all).toContain('src/keys.js');
    expect(VALUES.filter((value) => all.includes(value.slice(0, 12)))).toEqual([]);
  });
});

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
    expect(outputsOf(ran)).toMatchObject({ verdict: 'pass', findings: '29', blocking: '0' });
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
