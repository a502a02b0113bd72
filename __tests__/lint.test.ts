import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

describe('the linter is awake: in a file that is wrong on purpose it sees', () => {
  // The repository's own rules, in a folder where nothing is left out.
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-lint-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const rules = JSON.parse(readFileSync(join(ROOT, 'biome.json'), 'utf8')) as Record<string, unknown>;
  writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...rules, $schema: undefined, files: undefined }));
  copyFileSync(join(ROOT, '__tests__/canary/wrong.ts'), join(folder, 'wrong.ts'));
  const { stdout, stderr } = spawnSync(join(ROOT, 'node_modules/.bin/biome'), ['lint', '.'], {
    cwd: folder,
    encoding: 'utf8',
  });

  test.each([
    'noFloatingPromises',
    'noMisusedPromises',
    'useExhaustiveSwitchCases',
    'noNonNullAssertion',
    'noExplicitAny',
  ])('%s', (rule) => {
    expect(stdout + stderr).toContain(rule);
  });
});
