/** Source files with an error in the middle: what stands before and behind it is judged, and where it is, is said. */
import { describe, expect, test } from '@jest/globals';
import { smallEngine } from './small-engine.ts';

const engines = {
  js: await smallEngine('javascript'),
  ts: await smallEngine('javascript'),
  py: await smallEngine('python'),
  go: await smallEngine('go'),
  java: await smallEngine('java'),
};
type Extension = keyof typeof engines;

/** Two results, and a line between them. */
const AROUND: Readonly<Record<Extension, (middle: string) => string>> = {
  js: (middle) => `sink(source());\n${middle}\nfunction f() { sink(source()); }\n`,
  ts: (middle) => `sink(source());\n${middle}\nfunction f() { sink(source()); }\n`,
  py: (middle) => `sink(source())\n${middle}\ndef f():\n    sink(source())\n`,
  go: (middle) => `package main\nfunc f() { sink(source()) }\n${middle}\nfunc g() { sink(source()) }\n`,
  java: (middle) => `class A {\n void f() { sink(source()); }\n${middle}\n void g() { sink(source()); }\n}\n`,
};

function scan(extension: Extension, content: string | Uint8Array) {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const { results, notLookedAt } = engines[extension].scan(`a.${extension}`, bytes);
  return [results.length, notLookedAt] as const;
}

const LEFT_OUT = (line: number) => `could not be parsed at line ${line}: what belongs to that was left out`;

test.each<readonly [Extension, string, number]>([
  ['js', 'let a = ;', 2],
  ['js', 'const text = "no end', 2],
  ['js', 'let b = 1 2;', 2],
  ['ts', 'type T = = string;', 2],
  ['py', 'x = = 3', 2],
  ['py', 'def g(:\n    pass', 2],
  ['go', 'var x = := 3', 3],
  ['java', ' int x = ;', 3],
])('%s with %j in the middle', (extension, middle, line) => {
  expect(scan(extension, AROUND[extension](middle))).toEqual([2, LEFT_OUT(line)]);
});

test('where the parser gives up on the whole, what it did understand is judged', () => {
  const [results, why] = scan('js', `sink(source());\nfunction x( { ] ;\n`);
  expect(results).toBe(1);
  expect(why).toMatch(/could not be parsed/);
});

describe.each(Object.keys(engines) as readonly Extension[])('%s that is whole', (extension) => {
  const text = AROUND[extension]('');
  const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
  const comment = extension === 'py' ? '# ' : '// ';

  test.each([
    ['as it is', Buffer.from(text)],
    ['in UTF-16, little end first', utf16],
    ['in UTF-16, big end first', Buffer.from(utf16).swap16()],
    ['with a comment in Latin-1', Buffer.concat([Buffer.from(text + comment), Buffer.from([0xe9, 0x0a])])],
  ])('%s is judged, and nothing is said', (_name, bytes) => {
    expect(scan(extension, bytes)).toEqual([2, undefined]);
  });

  test('in UTF-16 without its mark is named', () => {
    expect(scan(extension, utf16.subarray(2))).toEqual([0, 'not a text']);
  });
});
