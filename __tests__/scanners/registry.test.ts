import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { CATEGORIES } from '../../src/model/category.ts';
import type { ExternalScanner, Scanner, Target } from '../../src/scanners/contract.ts';
import { registry } from '../../src/scanners/registry.ts';
import { packagedAssets } from '../support/assets.ts';

const FOLDER = new URL('../../src/scanners/', import.meta.url);
const externals = registry.filter((scanner): scanner is ExternalScanner => scanner.kind === 'external');
const TARGET: Target = {
  root: '/checkout',
  files: ['-option.py', 'src/a.py'],
  output: '/private/report.sarif',
  scratch: '/private',
};

function isScanner(value: unknown): value is Scanner {
  return typeof value === 'object' && value !== null && 'kind' in value && 'category' in value;
}

describe('the registry', () => {
  test('holds every scanner that a file of the folder defines, and no other', async () => {
    const files = readdirSync(fileURLToPath(FOLDER)).filter((file) => file !== 'registry.ts');
    const modules = await Promise.all(files.map((file) => import(new URL(file, FOLDER).href)));
    const defined = modules.flatMap((module) => Object.values(module).filter(isScanner));
    expect(new Set(registry)).toEqual(new Set(defined));
    expect(registry).toHaveLength(defined.length);
  });

  test('gives every scanner a name of its own', () => {
    expect(new Set(registry.map(({ name }) => name)).size).toBe(registry.length);
  });

  test('has an engine of its own before any program of others', () => {
    const kinds = registry.map(({ kind }) => kind);
    expect(kinds.lastIndexOf('embedded')).toBeLessThan(kinds.indexOf('external'));
  });

  test('recommends at most one program per category', () => {
    const categories = externals.filter(({ recommended }) => recommended).map(({ category }) => category);
    expect(new Set(categories).size).toBe(categories.length);
  });
});

describe.each(registry.map((scanner) => [scanner.name, scanner] as const))('%s', (name, scanner) => {
  test('has a name that people can type and a category that exists', () => {
    expect(name).toMatch(/^[a-z][a-z0-9-]*$/);
    expect(CATEGORIES).toContain(scanner.category);
  });

  test('can be asked about any file without loading anything', () => {
    if (scanner.kind === 'own') throw new Error('a user’s own scanner does not belong here');
    for (const path of ['', 'a', 'package-lock.json', '-x', 'a\udcff']) {
      expect(typeof scanner.wants({ path, sizeBytes: 1 })).toBe('boolean');
    }
    expect(scanner.nothingToDo).toMatch(/^no [a-z]/i);
  });
});

describe.each(externals.map((scanner) => [scanner.name, scanner] as const))('%s, run by us,', (_name, scanner) => {
  const { args, writes = {}, reportOnStdout, workingFolder } = scanner.invoke(TARGET, []);

  test('writes its report where we look for it, as SARIF', () => {
    const isNamed = args.includes(TARGET.output) || args.includes('console,report.sarif');
    expect(reportOnStdout === true || isNamed).toBe(true);
    expect(args.some((argument) => /^(?:--)?sarif$/.test(argument))).toBe(true);
  });

  test('takes no file name for an option', () => {
    expect(args).not.toContain('-option.py');
  });

  test('reads no configuration of the tree: none at all, or ours where its arguments say that it is', () => {
    const isElsewhere = workingFolder === 'scratch' || ['--no-config', 'p/default'].some((own) => args.includes(own));
    expect(isElsewhere || Object.keys(writes).length > 0).toBe(true);
    for (const path of Object.keys(writes)) expect(args).toContain(`${TARGET.scratch}/${path}`);
  });

  test('never ends with another status only because it found something', () => {
    // osv-scanner knows no other way to say it.
    const isOsvScanner = scanner.program === 'osv-scanner';
    expect(scanner.exits).toEqual(isOsvScanner ? { 0: 'ok', 1: 'ok', 128: 'nothing' } : { 0: 'ok' });
  });

  test('says how to get it and where it lives', () => {
    expect(scanner.homepage).toMatch(/^https:\/\//);
    expect(scanner.install).toMatch(/^(?:(?:pip|go) install |download \d+\.\d+\.\d+ from https:)/);
  });
});

describe.each(
  registry.filter((scanner) => scanner.kind === 'embedded').map((scanner) => [scanner.name, scanner] as const),
)('%s, once loaded,', (name, scanner) => {
  test('is the engine that its entry promises', async () => {
    const engine = await scanner.load(packagedAssets);
    expect(engine).toMatchObject({ name, category: scanner.category, nothingToDo: scanner.nothingToDo });
    for (const path of ['package-lock.json', '.github/workflows/ci.yml', 'src/a.ts', 'README.md']) {
      const file = { path, sizeBytes: 100 };
      expect(engine.wants(file)).toBe(scanner.wants(file));
    }
  });
});
