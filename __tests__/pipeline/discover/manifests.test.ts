import { describe, expect, test } from '@jest/globals';
import { manifestKind } from '../../../src/inventory/kinds.ts';
import type { Category } from '../../../src/model/category.ts';
import { UNREADABLE_MANIFESTS } from '../../../src/pipeline/discover/unreadable-manifests.ts';
import { discoverAt } from '../../support/discover-at.ts';
import { FakeFiles, fakePorts } from '../../support/fake-ports.ts';
import { settingsWith } from '../../support/settings.ts';

const express = '{ "dependencies": { "express": "^4.0.0" } }';
const noLockfile = 'it names dependencies, but there is no lockfile beside or above it';
const format = (name: string) => `dependencies in a format that is not read yet (${name})`;

async function notesOn(files: Readonly<Record<string, string>>, categories: readonly Category[] = []) {
  const tree = new FakeFiles(Object.fromEntries(Object.entries(files).map(([path, text]) => [`/repo/${path}`, text])));
  const set = await discoverAt('/repo', settingsWith({ categories }), fakePorts({ files: tree }));
  // They stay in the set: other scanners (secrets) look at them all the same.
  expect(set.files).toHaveLength(Object.keys(files).length);
  return set.notLookedAt.map(({ path, why }) => [path, why]);
}

describe('dependency files that nothing reads', () => {
  test.each([
    ['a Gradle build', 'app/build.gradle', '', noLockfile],
    ['a .NET project', 'src/App.csproj', '<Project/>', noLockfile],
    ['a Bun lockfile', 'bun.lock', '', format('Bun')],
    ['a lockfile of CocoaPods', 'Podfile.lock', '', format('CocoaPods')],
    ['a package.json without a lockfile', 'package.json', express, noLockfile],
    ['a package.json of development only', 'package.json', '{"devDependencies":{"jest":"30"}}', noLockfile],
    ['a package.json that is broken', 'package.json', '{"dependencies":', noLockfile],
    ['a pyproject of PEP 621', 'pyproject.toml', '[project]\ndependencies = [\n  "flask",\n]\n', noLockfile],
    ['a pyproject of Poetry', 'pyproject.toml', '[tool.poetry.dependencies]\nflask = "3"\n', noLockfile],
    ['a Cargo manifest', 'Cargo.toml', '[package]\n[dev-dependencies]\nserde = "1"\n', noLockfile],
    ['a Cargo manifest of one table each', 'Cargo.toml', '[dependencies.serde]\nversion = "1"\n', noLockfile],
    ['a Cargo manifest of a platform', 'Cargo.toml', "[target.'cfg(unix)'.dependencies]\n", noLockfile],
  ])('%s is named', async (_, path, text, why) => {
    expect(await notesOn({ [path]: text })).toEqual([[path, why]]);
  });

  test.each([
    ['a package.json that names none', { 'package.json': '{ "name": "x", "dependencies": {} }' }],
    ['a package.json that is no object', { 'package.json': '[]' }],
    ['a package.json beside its lockfile', { 'package.json': express, 'package-lock.json': '{}' }],
    ['a package.json beside a lockfile of Yarn', { 'package.json': express, 'yarn.lock': '' }],
    ['a Cargo manifest below its lockfile', { 'a/Cargo.toml': '[dependencies]\n', 'Cargo.lock': '' }],
    ['a Maven project, which is read itself', { 'pom.xml': '<project/>' }],
    ['a package.json below its lockfile', { 'packages/a/package.json': express, 'package-lock.json': '{}' }],
    ['what was installed', { 'node_modules/a/package.json': express, 'x/node_modules/b/yarn.lock': '' }],
    ['a pyproject that configures tools', { 'pyproject.toml': '[tool.black]\nline-length = 120\n' }],
    ['a pyproject with an empty list', { 'pyproject.toml': '[project]\ndependencies = [ ]\n' }],
    [
      'a pyproject beside requirements',
      { 'pyproject.toml': '[project]\ndependencies = ["a"]', 'requirements.txt': 'a' },
    ],
    ['a Cargo workspace without dependencies', { 'Cargo.toml': '[workspace]\nmembers = ["a"]\n' }],
    ['a file with a name like one', { 'not-yarn.lock': '', csproj: '', 'build.gradle.md': '' }],
  ])('%s is not', async (_, files) => {
    expect(await notesOn(files)).toEqual([]);
  });

  test('a manifest is not named beside its unreadable lockfile, which is', async () => {
    expect(await notesOn({ 'a/package.json': express, 'bun.lock': '' })).toEqual([['bun.lock', format('Bun')]]);
  });

  test('a lockfile beside the manifest of a sibling does not count', async () => {
    expect(await notesOn({ 'a/package.json': express, 'b/package-lock.json': '{}' })).toEqual([
      ['a/package.json', noLockfile],
    ]);
  });

  test('an enormous package.json is named without being opened', async () => {
    expect(await notesOn({ 'package.json': `{}${' '.repeat(1024 * 1024)}` })).toEqual([['package.json', noLockfile]]);
  });

  test.each<[readonly Category[], number]>([
    [['secrets'], 0],
    [['secrets', 'sca'], 1],
  ])('with the categories %j there are %i notes', async (categories, notes) => {
    expect(await notesOn({ 'bun.lock': '' }, categories)).toHaveLength(notes);
  });

  test('no name is in the table twice', () => {
    const names = UNREADABLE_MANIFESTS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  test('nothing that can be read is in the table', () => {
    expect(UNREADABLE_MANIFESTS.filter(({ name }) => manifestKind(name) !== undefined)).toEqual([]);
  });

  test('every lockfile that speaks for a manifest is known itself', () => {
    const names = new Set(UNREADABLE_MANIFESTS.map(({ name }) => name));
    const lockfiles = UNREADABLE_MANIFESTS.flatMap(({ lockedBy = [] }) => lockedBy);
    expect(lockfiles.filter((name) => !names.has(name) && manifestKind(name) === undefined)).toEqual([]);
  });
});
