import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { programOf, TOOLS, toolsFolder } from '../../scripts/scanners-list.js';

const NAMES = TOOLS.map(({ name }) => name);
const SCRIPT = fileURLToPath(new URL('../../scripts/scanners-install.js', import.meta.url));

/** Runs the script where neither go nor python nor npm can be found; `there` names tools that were installed before. */
function install(names: readonly string[], there: readonly string[] = []) {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-tools-'));
  try {
    for (const { name, version } of TOOLS) if (there.includes(name)) mkdirSync(join(folder, `${name}-${version}`));
    const env = { GATEHOUSE_TOOLS: folder, PATH: folder };
    const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...names], { env, encoding: 'utf8' });
    return { status, lines: stdout.trim().split('\n'), stderr: stderr.trim() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('scanners-install', () => {
  test('goes on after a failure and ends with the names that failed', () => {
    const { status, lines, stderr } = install(['gitleaks', 'tfsec', 'bandit'], ['tfsec']);
    expect(status).toBe(1);
    expect(lines.map((line) => line.replace(/failed: .*/, 'failed'))).toEqual([
      expect.stringMatching(/^gitleaks [\d.]+: failed$/),
      expect.stringMatching(/^tfsec [\d.]+: is there$/),
      expect.stringMatching(/^bandit [\d.]+: failed$/),
    ]);
    expect(stderr).toBe('not installed: gitleaks, bandit');
  });

  test('does nothing where everything is there', () => {
    const { status, lines, stderr } = install(['--all'], NAMES);
    expect(status).toBe(0);
    expect(lines).toHaveLength(TOOLS.length);
    expect(stderr).toBe('');
  });

  test('leaves out the optional ones, and says which', () => {
    const { status, lines } = install([], NAMES);
    expect(status).toBe(0);
    expect(lines).toHaveLength(NAMES.length);
    expect(lines.at(-1)).toBe('left out, because they take minutes: trivy (--all installs them)');
  });

  test('takes an optional one that is named', () => {
    expect(install(['trivy'], ['trivy']).lines).toEqual([expect.stringMatching(/^trivy [\d.]+: is there$/)]);
    expect(install(['trivy']).stderr).toBe('not installed: trivy');
  });

  test('does nothing for a name that it does not know', () => {
    expect(install(['gitleak'])).toMatchObject({
      status: 2,
      stderr: `no tool is called gitleak: there are ${NAMES.join(', ')}`,
    });
  });
});

describe('the list of tools', () => {
  test.each(TOOLS.map((tool) => [tool.name, tool] as const))('pins %s exactly', (_name, tool) => {
    expect(tool.version).toMatch(/^\d+\.\d+\.\d+$/);
    const packages = 'packages' in tool && Array.isArray(tool.packages) ? tool.packages : [];
    for (const one of packages) expect(one).toMatch(/^[@\w./-]+(\[\w+\])?(==|@)\d+\.\d+\.\d+$/);
  });

  test.each([
    [{ GATEHOUSE_TOOLS: '/tools', XDG_CACHE_HOME: '/cache' }, '/tools'],
    [{ XDG_CACHE_HOME: '/cache' }, join('/cache', 'gatehouse-tools')],
  ])('with %j is in %s', (env, folder) => {
    expect(toolsFolder(env)).toBe(folder);
    expect(programOf('tfsec', env).startsWith(folder)).toBe(true);
  });

  test('has no program for a name that it does not know', () => {
    expect(() => programOf('gitleak')).toThrow('no tool is called gitleak');
  });
});
