/** `dist/main.js` as the runner starts it: inputs from the environment, files for outputs and the summary. (With act: `__tests__/contract/act.test.ts`.) */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { gatehouseAsync, makeFolder, ROOT, removeFolders } from './program.ts';

afterAll(removeFolders);

/** A made-up key in a real format, assembled so that no scanner of this repository takes it for one. */
const KEY = `key = '${['AK', 'IA', '4HX7QZ2M', 'WN6VKT3C'].join('')}'\n`;

async function runAction(
  workspace: string,
  inputs: Readonly<Record<string, string>> = {},
  machine: Readonly<Record<string, string>> = {},
) {
  const temp = makeFolder();
  const files = { GITHUB_OUTPUT: join(temp, 'output'), GITHUB_STEP_SUMMARY: join(temp, 'summary') };
  for (const file of Object.values(files)) writeFileSync(file, '');
  const given = Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  );
  const env = {
    ...files,
    ...given,
    ...machine,
    GITHUB_ACTIONS: 'true',
    CI: 'true',
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: temp,
    GITHUB_REPOSITORY: 'octo/app',
    GITHUB_SHA: '0'.repeat(40),
    GITHUB_SERVER_URL: 'https://github.com',
  };
  const run = await gatehouseAsync([], { script: 'main.js', env, cwd: workspace });
  const commands = run.stdout.split('\n').filter((line) => line.startsWith('::'));
  return {
    ...run,
    commands,
    outputs: outputsOf(readFileSync(files.GITHUB_OUTPUT, 'utf8')),
    summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
  };
}

/** The runner's file format: `name<<delimiter`, lines, `delimiter`. */
function outputsOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/^(\S+)<<(\S+)\n([\s\S]*?)\n\2$/gm)].map(([, name, , value]) => [name, value]),
  );
}

describe('the Action over the example', () => {
  const ran = runAction(join(ROOT, 'examples/vulnerable-app'));

  test('fails the step', async () => {
    expect((await ran).status).toBe(1);
  });

  test('annotates what blocks, worst first, within the limits of a step', async () => {
    const { commands } = await ran;
    const errors = commands.filter((line) => line.startsWith('::error '));
    expect(errors.length).toBeGreaterThan(3);
    expect(errors.length).toBeLessThanOrEqual(10);
    expect(errors[0]).toMatch(/^::error title=critical/);
    expect(commands.filter((line) => line.startsWith('::warning')).length).toBeLessThanOrEqual(10);
  });

  test('sets every output that action.yml promises', async () => {
    const { outputs } = await ran;
    const promised = [
      ...(readFileSync(join(ROOT, 'action.yml'), 'utf8')
        .split('\noutputs:')[1]
        ?.matchAll(/^ {2}([a-z-]+):$/gm) ?? []),
    ].map(([, name]) => name);
    expect(Object.keys(outputs).sort()).toEqual(promised.filter((name) => name !== 'using' && name !== 'main').sort());
    expect(outputs['verdict']).toBe('fail');
    expect(Number(outputs['blocking'])).toBeGreaterThan(0);
    expect(JSON.parse(outputs['incomplete'] ?? '')).toEqual([]);
    expect(JSON.parse(outputs['counts'] ?? '')).toMatchObject({ secrets: expect.any(Object), sca: expect.any(Object) });
  });

  test('writes the reports that the outputs name', async () => {
    const { outputs } = await ran;
    expect(JSON.parse(readFileSync(outputs['report'] ?? '', 'utf8'))).toMatchObject({ version: 1, verdict: 'fail' });
    expect(JSON.parse(readFileSync(outputs['sarif'] ?? '', 'utf8'))).toMatchObject({ version: '2.1.0' });
  });

  test('writes a summary that begins with the answer and links to the code', async () => {
    const { summary } = await ran;
    expect(summary).toMatch(/^## ❌ \d+ findings block/);
    expect(summary).toContain('https://github.com/octo/app/blob/');
    expect(Buffer.byteLength(summary)).toBeLessThan(1_048_576);
  });
});

describe('the Action', () => {
  test('passes a clean tree with a summary of the same shape', async () => {
    const { status, outputs, summary, commands } = await runAction(makeFolder({ 'a.js': 'let a;\n' }));
    expect(status).toBe(0);
    expect(outputs['verdict']).toBe('pass');
    expect(summary).toMatch(/^## ✅/);
    expect(commands.filter((line) => line.startsWith('::error'))).toEqual([]);
  });

  test('says incomplete when a scanner is missing, and fails the step', async () => {
    const folder = makeFolder({ 'a.js': 'let a;\n' });
    const { status, outputs, commands } = await runAction(folder, { scanners: 'gitleaks' }, { PATH: makeFolder() });
    expect(status).toBe(3);
    expect(outputs['verdict']).toBe('incomplete');
    expect(commands.some((line) => line.startsWith('::error') && line.includes('gitleaks'))).toBe(true);
  });

  test('says a mistake in an input by its name, as an annotation, and ends with status 2', async () => {
    const { status, commands, stderr } = await runAction(makeFolder(), { 'fail-on': 'hihg' });
    expect(status).toBe(2);
    expect(stderr).toContain('input fail-on');
    expect(commands.join('\n')).toContain('input fail-on');
  });
});

describe('reports that cannot be written', () => {
  const cases: readonly [string, Readonly<Record<string, string>>, number, string][] = [
    ['a tree with findings stays red, and is told', { 'src/a.py': KEY }, 1, 'fail'],
    ['a tree without any is not green', { 'src/a.py': 'x = 1\n' }, 4, 'pass'],
  ];
  for (const [name, files, status, verdict] of cases) {
    test(name, async () => {
      const folder = makeFolder({ ...files, out: 'a file where the folder of the reports should be' });
      const run = await runAction(folder, { offline: 'true', 'report-dir': 'out' });
      expect(run.status).toBe(status);
      expect(run.outputs['verdict']).toBe(verdict);
      expect(run.stdout).toMatch(new RegExp(`^VERDICT {2}${verdict}`, 'm'));
      const words = `the verdict is ${verdict}, but not all of it could be handed on: cannot write ${folder}/out/`;
      expect(run.stderr).toContain(words);
      expect(run.commands.filter((line) => line.includes('the verdict is'))).toHaveLength(1);
      expect(run.commands.filter((line) => line.includes('AWS access key'))).toHaveLength(status === 1 ? 1 : 0);
    });
  }
});
