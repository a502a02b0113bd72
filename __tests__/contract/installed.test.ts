import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { decide, missing, pinnedVersion } from './installed.ts';

const nothing = mkdtempSync(join(tmpdir(), 'gatehouse-no-tools-'));
afterAll(() => rmSync(nothing, { recursive: true, force: true }));

describe('a test that needs a tool', () => {
  test.each([
    ['runs where all are installed', [], {}, 'run'],
    ['runs where all are installed and required', [], { GATEHOUSE_REQUIRE_TOOLS: '1' }, 'run'],
    ['is skipped where one is not', ['act'], {}, 'skip'],
    ['is skipped where requiring is switched off', ['act'], { GATEHOUSE_REQUIRE_TOOLS: '' }, 'skip'],
    [
      'is skipped where an optional one is not, though all others are required',
      ['trivy'],
      { GATEHOUSE_REQUIRE_TOOLS: '1' },
      'skip',
    ],
    ['fails where a needed one is missing beside it', ['trivy', 'act'], { GATEHOUSE_REQUIRE_TOOLS: '1' }, 'fail'],
    ['fails where one is not installed but required', ['act'], { GATEHOUSE_REQUIRE_TOOLS: '1' }, 'fail'],
  ] as const)('%s', (_sentence, absent, env, decision) => {
    expect(decide(absent, env)).toBe(decision);
  });

  test('knows which are not installed', () => {
    expect(missing(['act', 'node'], { GATEHOUSE_TOOLS: nothing })).toEqual(['act', 'node']);
  });

  test('cannot name a tool that the installer does not know', () => {
    expect(() => missing(['akt'])).toThrow('no tool is called akt');
    expect(pinnedVersion('akt')).toBeUndefined();
  });
});
