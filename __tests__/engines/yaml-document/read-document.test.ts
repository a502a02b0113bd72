import { describe, expect, test } from '@jest/globals';
import { entryAt, textAt, textsAt, textsBelow, valueAt } from '../../../src/engines/yaml-document/placed.ts';
import { readDocument } from '../../../src/engines/yaml-document/read-document.ts';

function read(text: string) {
  return readDocument(Buffer.from(text));
}

describe('what a file says', () => {
  test('scalars are texts as GitHub reads them: on, yes and 1.10 stay what is written', () => {
    const { value, problem } = read('on: push\nyes: no\nversion: 1.10\nport: 0x1F\n');
    expect(problem).toBeUndefined();
    expect(textAt(value, 'on')?.value).toBe('push');
    expect(textAt(value, 'yes')?.value).toBe('no');
    expect(textAt(value, 'version')?.value).toBe('1.10');
    expect(textAt(value, 'port')?.value).toBe('0x1F');
  });

  test.each([
    ['nothing', 'on:\n'],
    ['a tilde', 'on: ~\n'],
    ['null', 'on: null\n'],
  ])('%s is empty', (_name, text) => {
    expect(valueAt(read(text).value, 'on')?.kind).toBe('empty');
  });

  test('a quoted null is a text', () => {
    expect(textAt(read("on: 'null'\n").value, 'on')?.value).toBe('null');
  });

  test('aliases stand for what they name, the last anchor before them', () => {
    const { value } = read('a: &x one\nb: *x\nc: &x two\nd: *x\n');
    expect(textsBelow(value).map((text) => text.value)).toEqual(['one', 'one', 'two', 'two']);
  });

  test('an alias to nothing is empty', () => {
    const { value, problem } = read('a: *nowhere\n');
    expect(value === undefined || valueAt(value, 'a')?.kind === 'empty').toBe(true);
    expect(problem === undefined || problem.includes('line 1')).toBe(true);
  });

  test('merge keys bring in what is not there yet', () => {
    const { value } = read('base: &b { run: one, name: base }\nstep:\n  <<: *b\n  run: two\n');
    const step = valueAt(value, 'step');
    expect(textAt(step, 'run')?.value).toBe('two');
    expect(textAt(step, 'name')?.value).toBe('base');
  });

  test('keys that are no texts are left out', () => {
    const { value } = read('? [a, b]\n: c\nd: e\n? { f: g }\n: h\n');
    expect(value?.kind === 'map' ? value.entries.map((entry) => entry.key.value) : []).toEqual(['d']);
  });

  test('a text and a list of texts read the same', () => {
    const { value } = read('one: main\nmany: [main, next]\n');
    expect(textsAt(valueAt(value, 'one')).map((text) => text.value)).toEqual(['main']);
    expect(textsAt(valueAt(value, 'many')).map((text) => text.value)).toEqual(['main', 'next']);
  });

  test('an empty file and one of comments say nothing, and that is no problem', () => {
    expect(read('')).toMatchObject({ problem: undefined });
    expect(read('# nothing here\n')).toMatchObject({ problem: undefined });
  });
});

describe('places', () => {
  test('a byte-order mark takes no column', () => {
    const { value } = read('\ufeffon: push\n');
    expect(entryAt(value, 'on')?.key.region).toEqual({ startLine: 1, startColumn: 1, endLine: 1, endColumn: 3 });
  });

  test.each([
    ['line feeds', '\n'],
    ['carriage returns and line feeds', '\r\n'],
    ['lone carriage returns', '\r'],
  ])('lines end with %s', (_name, end) => {
    const { value, problem } = read(
      ['on: push', 'jobs:', '  build:', '    run: |', '      one', '      two', ''].join(end),
    );
    const run = textAt(valueAt(valueAt(value, 'jobs'), 'build'), 'run');
    expect(problem).toBeUndefined();
    expect(run?.value).toBe('one\ntwo\n');
    expect(run?.regionOf(4, 7)).toEqual({ startLine: 6, startColumn: 7, endLine: 6, endColumn: 10 });
  });

  test('a block is placed where its text is, not at its header', () => {
    const { value } = read('run: |\n\n   one\n   two\n\nnext: x\n');
    expect(textAt(value, 'run')?.region).toEqual({ startLine: 3, startColumn: 4, endLine: 4, endColumn: 7 });
  });

  test('columns are UTF-16 code units', () => {
    const { value } = read('a: "\u{1f600}" # \u{1f600}\nb: \u{1f600}x\n');
    expect(textAt(value, 'a')?.region).toEqual({ startLine: 1, startColumn: 4, endLine: 1, endColumn: 8 });
    expect(textAt(value, 'b')?.regionOf(2, 3)).toEqual({ startLine: 2, startColumn: 6, endLine: 2, endColumn: 7 });
  });
});

describe('files that are not all right', () => {
  test.each([
    ['a tab as indentation', 'on: push\njobs:\n\tbuild: x\n', /line 3: Tabs are not allowed/],
    ['a quote without end', 'on: push\njobs: "x\n', /line \d: Missing closing/],
    ['a key twice', 'on: push\njobs:\n  a: x\n  a: y\n', /line 4: the key "a" stands twice/],
    ['two documents', 'on: push\n---\njobs: x\n', /line 2: Source contains multiple documents$/],
    [
      'a line separator of YAML 1.1',
      '# a\u2028on: pull_request_target\nb: c\n',
      /line 1 that YAML parsers read differently/,
    ],
  ])('%s is named with its line', (_name, text, problem) => {
    expect(read(text).problem).toMatch(problem);
  });

  test('what stands before an error is still read', () => {
    const { value } = read('on: push\njobs:\n\tbuild: x\n');
    expect(textAt(value, 'on')?.value).toBe('push');
  });

  test.each([['more than a megabyte', Buffer.alloc(1024 * 1024 + 1, 'a'), 'larger than 1 MiB']])(
    '%s are not read',
    (_name, bytes, problem) => {
      expect(readDocument(bytes)).toMatchObject({ value: undefined, problem });
    },
  );

  test('a byte that is no UTF-8 hides nothing, and is told', () => {
    const { value, problem } = readDocument(Buffer.concat([Buffer.from('on: push # '), Buffer.from([0xff, 0x0a])]));
    expect(textAt(value, 'on')?.value).toBe('push');
    expect(problem).toBe('it holds bytes that are no UTF-8');
  });

  test.each([
    ['little', Buffer.from('\ufeffon: push\n', 'utf16le')],
    ['big', Buffer.from('\ufeffon: push\n', 'utf16le').swap16()],
  ])('UTF-16 of %s endianness is read by its mark', (_name, bytes) => {
    const { value, problem } = readDocument(bytes);
    expect(textAt(value, 'on')?.value).toBe('push');
    expect(problem).toBeUndefined();
  });

  const bomb = ['a: &a [x,x,x,x,x,x,x,x,x,x]']
    .concat([...'bcdefghi'].map((name, at) => `${name}: &${name} [${Array(10).fill(`*${'abcdefgh'[at]}`).join(',')}]`))
    .join('\n');

  test.each([
    ['a thousand million aliases', bomb, /more values or nesting/],
    ['an alias to itself', 'a: &a [*a]', /more values or nesting/],
    [
      'a long text that is repeated',
      `a: &a ${'x'.repeat(90_000)}\nb: [${'*a,'.repeat(1000)}]`,
      /more values or nesting/,
    ],
    ['a hundred thousand brackets', '['.repeat(100_000), /nested too deeply/],
    ['brackets that would exhaust the parser', '['.repeat(5000) + ']'.repeat(5000), /nested too deeply/],
    ['lists in lists on one line', `${'- '.repeat(5000)}a`, /nested too deeply/],
    ['keys in keys', `${'? '.repeat(5000)}a`, /nested too deeply/],
    [
      'a staircase of maps',
      Array.from({ length: 500 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'),
      /nested too deeply/,
    ],
  ])('%s are given up at once', (_name, text, problem) => {
    const { value, problem: found } = read(text);
    expect(found).toMatch(problem);
    expect(value).toBeUndefined();
  });

  test('scripts with many brackets are no deep nesting', () => {
    const script = Array.from({ length: 500 }, () => '      if [[ -n "${A[@]}" ]]; then f() { echo "[]"; }; fi').join(
      '\n',
    );
    expect(read(`run: |\n${script}\n`).problem).toBeUndefined();
  });

  test.each([
    ['a comment of brackets', `# ${'['.repeat(500)}\n`],
    ['a quoted text of brackets', `x: "${'{['.repeat(500)}"\n`],
    ['a script of brackets', `x: |\n  ${'['.repeat(500)}\n`],
    ['a script of brackets at the end of the file', `x: |\n  ${'['.repeat(500)}`],
    ['a script of dashes', `x: |\n  ${'- '.repeat(500)}\n`],
    [
      'a script like a staircase',
      `x: |\n${Array.from({ length: 500 }, (_, at) => `  ${' '.repeat(at)}a:`).join('\n')}\n`,
    ],
    ['comments like a staircase', Array.from({ length: 500 }, (_, at) => `${' '.repeat(at)}# a:\n`).join('')],
    ['a long plain text of brackets', `x: a\n  ${'[ '.repeat(500)}\n`],
  ])('%s hides nothing of a document', (_name, noise) => {
    for (const text of [`on: push\n${noise}`, `${noise.trimEnd()}\non: push\n`]) {
      const { value, problem } = read(text);
      expect(problem).toBeUndefined();
      expect(textAt(value, 'on')?.value).toBe('push');
    }
  });
});
