import { describe, expect, test } from '@jest/globals';
import type { Inventory } from '../../src/inventory/inventory.ts';
import { parseRequirementLine } from '../../src/inventory/python/requirement-line.ts';
import { includedPath, inventoryOfRequirements } from '../../src/inventory/python/requirement-set.ts';
import { type Requirements, readRequirements } from '../../src/inventory/python/requirements.ts';

function parse(manifest: string, bytes: string | Uint8Array): Requirements {
  const reading = readRequirements(manifest, Buffer.from(bytes));
  if (reading.kind !== 'read') throw new Error(reading.why);
  return reading.requirements;
}

/** Files by path, all known to each other; the inventory of the first. */
function inventory(files: Readonly<Record<string, string>>): Inventory {
  const parsed = new Map(Object.entries(files).map(([path, text]) => [path, parse(path, text)]));
  const [first] = parsed.values();
  if (first === undefined) throw new Error('no file');
  return inventoryOfRequirements(first, parsed);
}

function listed({ packages }: Inventory): readonly string[] {
  return packages.map(({ name, version, manifest, line }) => `${name} ${version ?? '?'} ${manifest}:${line}`);
}

describe('one line of a requirements file', () => {
  test.each([
    ['an exact version', 'Django==3.2.1', 'django', '3.2.1'],
    ['blanks everywhere', 'PyYAML  ==  5.3', 'pyyaml', '5.3'],
    ['arbitrary equality', 'old===2004d', 'old', '2004d'],
    ['an epoch and a local version', 'torch==1!2.0.0+cu118', 'torch', '1!2.0.0+cu118'],
    ['extras', 'requests[security, socks]==2.20.0', 'requests', '2.20.0'],
    ['a marker', 'a==1.0 ; python_version < "3.8" and extra == "x"', 'a', '1.0'],
    ['hashes', `a==1.0 --hash=sha256:${'0'.repeat(64)} --hash=sha256:${'1'.repeat(64)}`, 'a', '1.0'],
    ['options of its own', 'a==1.0 --global-option="--x" ; python_version<"3"', 'a', '1.0'],
    ['brackets of old metadata', 'a (==1.0)', 'a', '1.0'],
    ['a pin among bounds', 'a>=0.5,==1.0,<2', 'a', '1.0'],
    ['a wildcard is a range', 'a==1.*', 'a', undefined],
    ['bounds', 'zope.interface >= 5, < 6', 'zope-interface', undefined],
    ['a compatible release', 'a~=1.4.2', 'a', undefined],
    ['an exclusion', 'a!=1.0', 'a', undefined],
    ['no version at all', 'Flask_Thing', 'flask-thing', undefined],
    ['a trailing comma', 'a==1.0,', 'a', '1.0'],
  ])('%s', (_, line, name, version) => {
    expect(parseRequirementLine(line)).toEqual({ kind: 'package', name, version });
  });

  test.each([
    ['git+https://github.com/acme/tool.git@v1#egg=Acme_Tool', 'acme-tool', 'git'],
    ['-e git+ssh://git@github.com/acme/tool.git#egg=tool', 'tool', 'git'],
    ['--editable=./libs/near', 'near', 'folder'],
    ['-e .', '-', 'folder'],
    ['./dist/a-1.0.tar.gz', 'a-1-0-tar-gz', 'folder'],
    ['a-1.0-py3-none-any.whl', 'a-1-0-py3-none-any-whl', 'folder'],
    ['https://example.com/a-1.0.zip', 'a-1-0-zip', 'address'],
    ['Tool @ https://example.com/tool.zip', 'tool', 'address'],
    ['tool@git+https://github.com/acme/tool', 'tool', 'git'],
  ])('%s is no version of the index', (line, name, origin) => {
    expect(parseRequirementLine(line)).toEqual({ kind: 'foreign', name, origin });
  });

  test.each([
    ['-r base.txt', 'requirements', 'base.txt'],
    ['-rbase.txt', 'requirements', 'base.txt'],
    ['--requirement=base.txt', 'requirements', 'base.txt'],
    ['--requirement "my base.txt"', 'requirements', 'my base.txt'],
    ['-c constraints.txt', 'constraints', 'constraints.txt'],
    ['--constraint  ../c.txt', 'constraints', '../c.txt'],
  ])('%s includes a file', (line, role, target) => {
    expect(parseRequirementLine(line)).toEqual({ kind: 'include', role, target });
  });

  test.each([
    '--index-url https://index.example.org/simple',
    '-i https://x',
    '--no-binary :all:',
    '--pre',
    '--require-hashes',
    '-f links',
  ])('%s brings in nothing', (line) => {
    expect(parseRequirementLine(line)).toEqual({ kind: 'option' });
  });

  test.each(['==1.0', 'a = 1.0', 'a==', 'a b c', '<html>', '-', 'a=>1', `${'x'.repeat(300)}==1.0`, '名前==1.0'])(
    '%s is not understood',
    (line) => {
      expect(parseRequirementLine(line)).toEqual({ kind: 'misunderstood' });
    },
  );

  test.each([
    ['blanks before a line separator', `-r${' '.repeat(200_000)}\u2028`],
    ['dots', `a${'.'.repeat(500_000)}`],
    ['brackets', `a${'['.repeat(500_000)}`],
    ['commas', `a==1${','.repeat(500_000)}`],
    ['blanks and dashes', `a${' -'.repeat(300_000)}`],
  ])('half a megabyte of %s is read in linear time', (_, line) => {
    expect(['include', 'misunderstood', 'package']).toContain(parseRequirementLine(line).kind);
  });
});

describe('a requirements file', () => {
  test('joins continued lines, leaves out comments, and names the line where each begins', () => {
    const text = [
      '# a header \\',
      'a==1.0 \\',
      '    --hash=sha256:00 # why',
      '',
      'b==2.0# no comment without a blank',
      'c==3.0 # comment \\',
      'd==4.0',
      'e==\\',
      '5.0',
      'f==6.0 \\',
    ].join('\r\n');
    const { declared, misunderstood } = parse('requirements.txt', text);
    expect(declared.map(({ name, version, line }) => `${line} ${name} ${version}`)).toEqual([
      '2 a 1.0',
      '6 c 3.0',
      '8 e 5.0',
      '10 f 6.0',
    ]);
    expect(misunderstood).toEqual([5]);
  });

  test.each([
    ['UTF-8 with a mark', Buffer.from('\ufeffa==1.0\n')],
    ['UTF-16, little end first', Buffer.from('\ufeffa==1.0\r\n', 'utf16le')],
    ['UTF-16, big end first', Buffer.from('\ufeffa==1.0\n', 'utf16le').swap16()],
    ['Latin-1 by its coding line', Buffer.from('# -*- coding: latin-1 -*-\n# caf\xe9\na==1.0\n', 'latin1')],
    ['bytes that are no UTF-8, in a comment', Buffer.from('# caf\xe9\na==1.0\n', 'latin1')],
    ['old Macintosh line ends', Buffer.from('# x\ra==1.0\r')],
  ])('is read in %s', (_, bytes) => {
    expect(parse('requirements.txt', bytes).declared.map(({ name, version }) => `${name} ${version}`)).toEqual([
      'a 1.0',
    ]);
  });

  test.each([
    ['bytes', Buffer.from([0x00, 0x01, 0x02])],
    ['an unknown encoding', Buffer.from('# coding: klingon-8\na==1.0\n')],
  ])('of %s cannot be read', (_, bytes) => {
    expect(readRequirements('requirements.txt', bytes)).toEqual({
      kind: 'unreadable',
      why: 'is not text in an encoding that is known',
    });
  });

  test.each([
    ['requirements.txt', false],
    ['requirements-dev.txt', true],
    ['requirements/test.txt', true],
    ['docs/requirements.txt', true],
    ['dev/service/requirements.txt', false],
    ['latest/requirements.txt', false],
  ])('%s: for development only: %s', (path, development) => {
    expect(inventory({ [path]: 'a==1.0' }).packages.map((item) => item.development)).toEqual([development]);
  });
});

describe('files that include each other', () => {
  test('leave each package to the file that names it', () => {
    const files = { 'requirements.txt': '-r base.txt\na==1.0', 'base.txt': 'b==2.0' };
    expect(listed(inventory(files))).toEqual(['a 1.0 requirements.txt:2']);
  });

  test('take a version from a constraints file, where it then stands', () => {
    const files = {
      'requirements.txt': '-c c.txt\na>=1\nb==2.0\nd',
      'c.txt': '# pins\na==1.5\nb==9.0\nz==1.0\nd<3',
    };
    expect(listed(inventory(files))).toEqual(['a 1.5 c.txt:2', 'b 2.0 requirements.txt:3', 'd ? requirements.txt:4']);
  });

  test('take constraints that an included file names, and those of those', () => {
    const files = {
      'requirements.txt': '-r base.txt\na',
      'base.txt': '-c c.txt',
      'c.txt': '-c d.txt',
      'd.txt': 'a==1.0',
    };
    expect(listed(inventory(files))).toEqual(['a 1.0 d.txt:1']);
  });

  test('may go in circles', () => {
    const files = { 'requirements.txt': '-r b.txt\n-c b.txt\na', 'b.txt': '-r requirements.txt\n-c b.txt\na==1.0' };
    expect(listed(inventory(files))).toEqual(['a 1.0 b.txt:3']);
  });

  test('cannot multiply: two files of many names for one package', () => {
    const files = {
      'requirements.txt': `-c c.txt\n${'a\n'.repeat(2000)}`,
      'c.txt': Array.from({ length: 2000 }, (_, index) => `a==${index}`).join('\n'),
    };
    expect(inventory(files).packages).toHaveLength(16_000);
  });

  test('say which file they could not have', () => {
    const files = {
      'a/requirements.txt': '-r ../../etc/passwd\n-r https://example.com/r.txt\n-r /etc/passwd\n-r gone.txt\n==1',
    };
    expect(inventory(files).problems).toEqual([
      '1 line is not understood (line 5)',
      'includes ../../etc/passwd (line 1), which is not in the tree',
      'includes https://example.com/r.txt (line 2), which is not in the tree',
      'includes /etc/passwd (line 3), which is not in the tree',
      'includes gone.txt (line 4), which could not be read',
    ]);
  });

  test.each([
    ['a/b/requirements.txt', '../base.txt', 'a/base.txt'],
    ['a/requirements.txt', './x/../base.txt', 'a/base.txt'],
    ['a/requirements.txt', '..\\base.txt', 'base.txt'],
    ['requirements.txt', '../base.txt', undefined],
    ['requirements.txt', 'a/../../base.txt', undefined],
    ['requirements.txt', '~/base.txt', undefined],
    ['requirements.txt', 'C:\\base.txt', undefined],
    ['requirements.txt', 'base.txt\0.png', undefined],
    ['a/requirements.txt', '..', undefined],
  ])('%s includes %s: %s', (from, target, path) => {
    expect(includedPath(from, target)).toBe(path);
  });
});
