import { describe, expect, test } from '@jest/globals';
import { readGoMod } from '../../src/inventory/go/go-mod.ts';
import type { Inventory } from '../../src/inventory/inventory.ts';

function read(text: string): Inventory {
  const reading = readGoMod('go.mod', Buffer.from(text));
  if (reading.kind !== 'read') throw new Error(reading.why);
  return reading.inventory;
}

function listed(text: string): readonly string[] {
  return read(text).packages.map(({ name, version, line }) => `${line} ${name} ${version ?? '?'}`);
}

describe('go.mod', () => {
  test('gives the modules it requires, without the v that OSV leaves out', () => {
    const text = [
      'module example.com/app // the app',
      '',
      'go 1.22.0',
      'toolchain go1.22.3',
      'require golang.org/x/net v0.5.0',
      'require (',
      '\t"example.com/quoted" v1.0.0',
      '\t// a comment',
      '\tgithub.com/acme/lib/v2 v2.1.0 // indirect',
      '\texample.com/pseudo v0.0.0-20210101000000-abcdefabcdef',
      '\texample.com/old v3.0.0+incompatible',
      ')',
    ].join('\r\n');
    expect(listed(text)).toEqual([
      '5 golang.org/x/net 0.5.0',
      '7 example.com/quoted 1.0.0',
      '9 github.com/acme/lib/v2 2.1.0',
      '10 example.com/pseudo 0.0.0-20210101000000-abcdefabcdef',
      '11 example.com/old 3.0.0+incompatible',
      '4 stdlib 1.22.3',
    ]);
    expect(read(text).packages[0]).toEqual({
      ecosystem: 'Go',
      name: 'golang.org/x/net',
      version: '0.5.0',
      purl: 'pkg:golang/golang.org/x/net',
      manifest: 'go.mod',
      line: 5,
      path: [],
      development: false,
    });
  });

  test.each([
    ['the toolchain line says which Go builds', 'go 1.21\ntoolchain go1.21.5', '3 stdlib 1.21.5'],
    ['a toolchain of a vendor', 'go 1.21\ntoolchain go1.21.5-acme', '3 stdlib 1.21.5'],
    ['a release candidate, as the advisories write it', 'go 1.21\ntoolchain go1.22rc1', '3 stdlib 1.22.0-rc.1'],
    ['a toolchain line that leaves it to the machine', 'go 1.21\ntoolchain default', '2 stdlib ?'],
    ['the go line alone is a minimum, no version', 'go 1.21.0', '2 stdlib ?'],
  ])('%s', (_, lines, library) => {
    expect(listed(`module m\n${lines}\n`)).toEqual([library]);
  });

  test('follows replacements', () => {
    const text = [
      'module m',
      'go 1.20',
      'require (',
      ' a.com/local v1.0.0',
      ' a.com/fork v1.0.0',
      ' a.com/newer v1.0.0',
      ' a.com/other v1.1.0',
      ' a.com/both v1.0.0',
      ')',
      'replace (',
      ' a.com/local => ../local',
      ' a.com/fork v1.0.0 => b.com/fork v1.2.0',
      ' a.com/both => b.com/all v1.0.0',
      ' a.com/both v1.0.0 => b.com/exact v1.0.0',
      ')',
      'replace a.com/newer=>a.com/newer v1.9.0',
      'replace a.com/other v1.0.0 => ./unused',
    ].join('\n');
    expect(listed(text)).toEqual([
      '12 b.com/fork 1.2.0',
      '16 a.com/newer 1.9.0',
      '7 a.com/other 1.1.0',
      '14 b.com/exact 1.0.0',
      '2 stdlib ?',
    ]);
    expect(read(text).foreign).toEqual([{ name: 'a.com/local', line: 11, origin: 'folder' }]);
  });

  test('passes over what brings in nothing', () => {
    const text =
      'module m\ngo 1.24\nexclude a.com/x v1.0.0\nretract (\n v1.0.0 // oops\n [v1.1.0, v1.2.0]\n)\ntool a.com/t\ngodebug default=go1.21\nignore ./x\nrequire ()\n';
    expect(read(text)).toMatchObject({ packages: [{ name: 'stdlib' }], foreign: [], problems: [] });
  });

  test.each([
    [
      'go 1.16',
      ['go 1.16 does not name indirect modules in go.mod: only direct ones were looked at (go mod tidy -go=1.17)'],
    ],
    ['go 1.17', []],
    ['go 2.0', []],
  ])('%s: says what it cannot know', (line, problems) => {
    expect(read(`module m\n${line}\n`).problems).toEqual(problems);
  });

  test.each([
    ['a branch for a version', 'require a.com/x master'],
    ['no version', 'require a.com/x'],
    ['too many words', 'require a.com/x v1.0.0 v2.0.0'],
    ['a replacement without an arrow', 'replace a.com/x ./y'],
    ['a replacement by nothing', 'replace a.com/x =>'],
    ['a block that never ends', 'require ('],
    ['an end without a block', ')'],
    ['a name of ten thousand letters', `require ${'x'.repeat(10_000)} v1.0.0`],
  ])('names the line of %s', (_, line) => {
    expect(read(`module m\n${line}\n`).problems).toEqual(['1 line is not understood (line 2)']);
  });

  test.each([
    ['nothing', ''],
    ['another file', '<html></html>'],
  ])('%s is no go.mod', (_, text) => {
    expect(readGoMod('go.mod', Buffer.from(text))).toEqual({
      kind: 'unreadable',
      why: 'is no go.mod: it names no module',
    });
  });

  test('bytes are no go.mod', () => {
    expect(readGoMod('go.mod', Buffer.from([0, 1]))).toEqual({ kind: 'unreadable', why: 'is not text' });
  });

  test('of thirty thousand modules and as many replacements is read in linear time', () => {
    const many = Array.from({ length: 30_000 }, (_, index) => index);
    const required = many.map((index) => ` a.com/m${index} v1.0.0`).join('\n');
    const replaced = many.map((index) => ` a.com/m${index} => b.com/m${index} v1.0.0`).join('\n');
    expect(read(`module m\nrequire (\n${required}\n)\nreplace (\n${replaced}\n)\n`).packages).toHaveLength(30_000);
  });

  test('with an endless quote or line is read in linear time', () => {
    expect(read(`module m\nrequire "${'\\'.repeat(300_000)}\n${'='.repeat(300_000)}`).packages).toEqual([]);
  });
});
