/** Files that somebody made too large, or moved to Git LFS, so that an engine does not see what they say. */
import { describe, expect, test } from '@jest/globals';
import { leavesGap } from '../../src/model/scan-status.ts';
import { MAX_FILE_BYTES } from '../../src/pipeline/discover/size-limit.ts';
import type { FileSet } from '../../src/pipeline/file-set.ts';
import { plan } from '../../src/pipeline/plan.ts';
import { run } from '../../src/pipeline/run/run.ts';
import {
  embeddedIac,
  embeddedLockfiles,
  embeddedSca,
  embeddedSecrets,
  embeddedWorkflows,
} from '../../src/scanners/embedded.ts';
import { discoverAt } from '../support/discover-at.ts';
import { FakeFiles, fakePorts } from '../support/fake-ports.ts';
import { readyScan, runContext } from '../support/run-context.ts';
import { embeddedScanner, fileEngine, treeEngine } from '../support/scanners.ts';
import { settingsWith } from '../support/settings.ts';

const ENGINES = [embeddedSca, embeddedLockfiles, embeddedWorkflows, embeddedSecrets, embeddedIac];
const LARGE = new Uint8Array(MAX_FILE_BYTES + 1);
const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 12\n`;

async function discovered(contents: Readonly<Record<string, string | Uint8Array>>): Promise<FileSet> {
  const files = new FakeFiles();
  files.addFolder('/repo');
  for (const [path, content] of Object.entries(contents)) files.addFile(`/repo/${path}`, content);
  return discoverAt('/repo', settingsWith(), fakePorts({ files }));
}

/** The engines that a tree of these files leaves incomplete, if everything that they are given goes well. */
async function incompleteWith(contents: Readonly<Record<string, string | Uint8Array>>, required = true) {
  const fileSet = await discovered(contents);
  const { scans, settled } = plan(settingsWith(), fileSet, ENGINES);
  const ready = scans.map(({ scanner, files }) => {
    if (scanner.kind !== 'embedded') throw new Error('only engines were planned');
    const engine = treeEngine(scanner.name, { wants: (file) => scanner.wants(file) });
    return readyScan({ ...scanner, load: async () => engine }, { files, required });
  });
  const finished = await run({ ready, settled }, runContext({ fileSet }));
  return finished.flatMap(({ scanner, status }) => (leavesGap(status) ? [scanner.name] : [])).sort();
}

describe('a file that is too large for us leaves incomplete', () => {
  test.each([
    ['package-lock.json', ['gatehouse-lockfiles', 'gatehouse-sca']],
    ['web/pnpm-lock.yaml', ['gatehouse-lockfiles', 'gatehouse-sca']],
    ['requirements.txt', ['gatehouse-lockfiles', 'gatehouse-sca']],
    ['go.mod', ['gatehouse-sca']],
    ['.github/workflows/ci.yml', ['gatehouse-workflows']],
    ['.github/actions/build/action.yml', ['gatehouse-workflows']],
    // GitHub runs no workflow of a folder below, and data is data.
    ['templates/.github/workflows/ci.yml', []],
    ['data/dump.json', []],
    ['node_modules/a/package-lock.json', []],
  ])('%s: %j', async (path, expected) => {
    expect(await incompleteWith({ [path]: LARGE })).toEqual(expected);
    // Also where the engine has another file to look at.
    const other = {
      'other/package-lock.json': '{}',
      '.github/workflows/other.yml': 'jobs: {}',
      'other/go.mod': 'module a',
    };
    expect(await incompleteWith({ ...other, [path]: LARGE })).toEqual(expected);
  });

  test('nothing, as long as it just fits', async () => {
    const fits = new Uint8Array(MAX_FILE_BYTES);
    expect(await incompleteWith({ 'package-lock.json': fits, '.github/workflows/ci.yml': fits })).toEqual([]);
  });
});

test('a lockfile that Git LFS keeps leaves the engines of lockfiles incomplete', async () => {
  const attributes = { '.gitattributes': '*.json filter=lfs diff=lfs merge=lfs -text\n' };
  expect(await incompleteWith({ ...attributes, 'package-lock.json': POINTER })).toEqual([
    'gatehouse-lockfiles',
    'gatehouse-sca',
  ]);
  expect(await incompleteWith({ ...attributes, 'data.json': POINTER })).toEqual([]);
});

test('the status says which file, why, and how to leave it out; the file is listed all the same', async () => {
  const fileSet = await discovered({ 'package-lock.json': LARGE, 'a.lock': LARGE });
  const { settled } = plan(settingsWith(), fileSet, [embeddedSca]);
  const [finished] = await run({ ready: [], settled }, runContext({ fileSet }));
  expect(finished?.status).toEqual({
    state: 'failed',
    why: 'could not look at package-lock.json (too large: 10.0 MiB, and the limit is 10 MiB)',
    remedy: 'paths.exclude leaves it out',
  });
  expect(fileSet.notLookedAt.map(({ path }) => path)).toEqual(['a.lock', 'package-lock.json']);
});

test('what a limit keeps from an optional scanner, or from one that needs no single file, costs nothing', async () => {
  const fileSet = await discovered({ 'package-lock.json': LARGE, 'a.ts': '' });
  const engine = fileEngine('any');
  const settled = [
    { scanner: embeddedSca, required: false, status: { state: 'skipped', why: 'none' } },
    { scanner: embeddedScanner(engine), required: true, status: { state: 'skipped', why: 'none' } },
  ] as const;
  const finished = await run({ ready: [], settled }, runContext({ fileSet }));
  expect(finished.map(({ status }) => status.state)).toEqual(['skipped', 'skipped']);
});
