import { chmodSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { acquire } from '../../../src/pipeline/acquire.ts';
import { plan } from '../../../src/pipeline/plan.ts';
import { run } from '../../../src/pipeline/run/run.ts';
import { createFiles } from '../../../src/platform/files.ts';
import { createProcesses } from '../../../src/platform/processes.ts';
import { createTools } from '../../../src/platform/tools.ts';
import { runContext, sarifWith } from '../../support/run-context.ts';
import { externalScanner } from '../../support/scanners.ts';
import { settingsWith } from '../../support/settings.ts';

/** Real shell scripts as scanners, through the real ports: planned, acquired and run. */
let folder = '';
const files = createFiles();

const script = (name: string, body: string, where = 'bin') => {
  const path = join(folder, where, name);
  writeFileSync(path, `#!/bin/sh\n[ "$1" = --version ] && { echo "${name} 1.2.3"; exit 0; }\n${body}\n`);
  chmodSync(path, 0o755);
};

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'gatehouse-run-')));
  for (const path of ['bin', 'tree', 'tree/bin']) mkdirSync(join(folder, path));
  writeFileSync(join(folder, 'tree/a.ts'), 'code\n');
  writeFileSync(join(folder, 'report.sarif'), sarifWith(2));
  script('finds', `cat '${join(folder, 'report.sarif')}' > "$2"; exit 1`);
  script('crashes', 'kill -SEGV $$');
  script('fails', 'echo "No module named yaml" >&2; exit 2');
  script('tells', `{ env; pwd; } > '${join(folder, 'told')}'; cat '${join(folder, 'report.sarif')}' > "$2"`);
  script('brought', `touch '${join(folder, 'owned')}'`, 'tree/bin');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function runReal(...names: readonly string[]) {
  const root = join(folder, 'tree');
  const env = {
    PATH: `${join(folder, 'tree/bin')}:bin:${join(folder, 'bin')}:/usr/bin:/bin`,
    GITHUB_TOKEN: 'plainly-fake',
  };
  const ports = { files, processes: createProcesses(), tools: createTools(env, files) };
  const fileSet = {
    root,
    prefix: '',
    files: [{ path: 'a.ts', sizeBytes: 5 }],
    notLookedAt: [],
    unread: [],
    withheld: [],
    excludes: () => false,
  };
  const settings = settingsWith({ scanners: names });
  const context = runContext({ fileSet, settings, ports });
  const planned = plan(
    settings,
    fileSet,
    names.map((name) => externalScanner(name)),
  );
  const finished = await run(await acquire(planned, fileSet, context.ports), context);
  return new Map(finished.map((scan) => [scan.scanner.name, scan]));
}

describe('real programs', () => {
  test('each end in their own way, side by side', async () => {
    const finished = await runReal('finds', 'crashes', 'fails', 'brought');
    const statuses = Object.fromEntries(
      [...finished].map(([name, { status }]) => [name, 'why' in status ? status.why : status.state]),
    );
    expect(statuses).toEqual({
      finds: 'ok',
      crashes: 'crashed with signal SIGSEGV',
      fails: 'ended with status 2 and no report; its last words: "No module named yaml"',
      brought: 'is not installed',
    });
    expect(finished.get('finds')).toMatchObject({ version: '1.2.3', origin: 'path', report: { kind: 'sarif' } });
  });

  test('that the scanned tree brings along are never run', async () => {
    await runReal('brought');
    expect(existsSync(join(folder, 'owned'))).toBe(false);
  });

  test('see the tree, a private home, and no token; and leave nothing behind', async () => {
    const finished = await runReal('tells');
    expect(finished.get('tells')?.status).toEqual({ state: 'ok' });
    const told = Buffer.from(await files.read(join(folder, 'told'), 10_000)).toString();
    expect(told).not.toMatch(/TOKEN|plainly-fake/);
    expect(told).toContain(`\n${join(folder, 'tree')}\n`);
    const home = /^HOME=(.*)$/m.exec(told)?.[1] ?? '';
    expect(home).toMatch(/scan-tells/);
    expect(existsSync(home)).toBe(false);
  });
});
