/** The same bundle under Node 20, Node 24 and a Node that is too old. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, describe, expect } from '@jest/globals';
import { programOf } from '../../scripts/scanners-list.js';
import { DIST, environment, gatehouse, removeFolders } from '../e2e/program.ts';
import { pinnedVersion, testWith } from './installed.ts';

afterAll(removeFolders);

const SCAN = ['scan', 'examples/vulnerable-app'];

function reportUnder(node: string): Readonly<Record<string, unknown>> {
  const { status, stdout } = gatehouse([...SCAN, '--format', 'json'], { node });
  expect(status).toBe(1);
  // The report's own schema is proved elsewhere; here two of them are compared.
  return JSON.parse(stdout);
}

describe('Node 24', () => {
  const node = programOf('node');

  testWith('node', 'is what it says', () => {
    const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
    expect(stdout).toBe(`v${pinnedVersion('node')}\n`);
  });

  testWith('node', 'gives the same report as this Node, `run` apart', () => {
    const { run, ...report } = reportUnder(node);
    const { run: here, ...expected } = reportUnder(process.execPath);
    expect(report['findings']).not.toEqual([]);
    expect(report).toEqual(expected);
    expect(Object.keys(run as object)).toEqual(Object.keys(here as object));
  });

  testWith('node', 'shows the same answer and writes the same SARIF, byte for byte', () => {
    for (const format of ['console', 'sarif']) {
      const [there, here] = [node, process.execPath].map((one) =>
        gatehouse([...SCAN, '--format', format], { node: one }),
      );
      expect(there?.stdout).not.toBe('');
      expect(there?.stdout).toBe(here?.stdout);
    }
  });

  testWith('node', 'says nothing that Node 20 does not say: no deprecation, no experiment', () => {
    const { stderr } = gatehouse([...SCAN, '--format', 'json'], { node });
    expect(stderr).not.toMatch(/warning|deprecat|experiment/i);
  });

  testWith('node', 'prints the version', () => {
    expect(gatehouse(['--version'], { node })).toEqual(gatehouse(['--version']));
  });
});

describe('a Node that is too old', () => {
  const sentence = `gatehouse needs Node 20 or newer, and this is Node ${pinnedVersion('old-node')}: install a newer one\n`;
  const programs: readonly [string, string, readonly string[]][] = [
    ['a scan', 'cli.js', SCAN],
    ['the question for the version', 'cli.js', ['--version']],
    ['the Action', 'main.js', []],
  ];
  for (const [name, script, args] of programs) {
    testWith('old-node', `ends ${name} with one sentence and status 2`, () => {
      const { status, stdout, stderr } = spawnSync(programOf('old-node'), [join(DIST, script), ...args], {
        env: environment(),
        encoding: 'utf8',
      });
      expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: sentence });
    });
  }
});
