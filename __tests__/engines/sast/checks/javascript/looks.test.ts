import { describe, expect, test } from '@jest/globals';
import { looksSlow } from '../../../../../src/engines/sast/checks/javascript/slow-regex-look.ts';
import { looksLikeMerge } from '../../../../../src/engines/sast/checks/javascript/unguarded-merge-look.ts';

describe('a slow pattern may stand in', () => {
  test.each([
    ['a literal', 'const a = /^(a+)+$/;'],
    [
      'a literal behind a division and a comment',
      'const a = b / c; // d\nconst e = 1 / 2, f = /x\\/[/]^(a+)+$/.test(g);',
    ],
    ['a literal of a minified line', 'a(b,"c/d",/^([a-z]+)*@/,e/f)'],
    ['a text for RegExp', "new RegExp('^(\\\\w+\\\\s?)*$')"],
    ['a text in a variable', "const p = '^(a+)+$';\nconst q = RegExp(p);"],
    ['a piece that is slow with what follows', "new RegExp('^(a+)+' + end)"],
    ['a piece whose group begins elsewhere', "new RegExp('(?:' + word + ')*x')"],
    ['a template with something filled in', 'new RegExp(`^(?:${word})*$`)'],
    ['a text that ends on another line', 'new RegExp(`^(a+)+\n`)'],
    ['a line that is too long to look at', `const a = "${'x'.repeat(3_000)}" + f()+1;`],
    ['a line with too many beginnings', `const a = ${'1/'.repeat(100)}f()+1;`],
    ['the second of two lines', 'const a = /^(b|c)+d/;\nconst e = /^(f+)*g/;'],
  ])('%s', (_name, text) => {
    expect(looksSlow(text)).toBe(true);
  });
});

describe('no slow pattern stands in', () => {
  test.each([
    ['code without repeated groups', 'const a = (b + c) * d;'],
    ['sums of calls', "const a = b()+c()*d() + '/' + e;"],
    ['harmless literals', 'const a = /^\\w+(?:\\.\\w+)*$/, b = /^(?:ab|cd)+$/;'],
    ['a literal in which a slash stands in a class', 'const a = /^(?:[^/]|\\/)+x/;'],
    ['a text where nothing makes patterns of texts', "const a = '^(a+)+$';"],
    ['a harmless text for RegExp', "new RegExp('^(?:ab|cd)+$')"],
  ])('%s', (_name, text) => {
    expect(looksSlow(text)).toBe(false);
  });
});

describe('a merge or a walk may stand in', () => {
  test.each([
    [
      'a function that calls itself with elements',
      'function merge(a, b) { for (const key in b) { if (b[key]) merge(a[key], b[key]); else a[key] = b[key]; } }',
    ],
    [
      'one whose elements stand apart',
      'const m = (a, b) => { for (k of Object.keys(b)) a[k] = m(a[k], null, b[k]); };',
    ],
    ['a path that is walked', 'for (const key of keys) { object = object[key]; }\nobject[last] = value;'],
    ['a path that is made on the way', 'for (const key of keys) { object = (object[key] = object[key] || {}); }'],
  ])('%s', (_name, text) => {
    expect(looksLikeMerge(text)).toBe(true);
  });
});

describe('no merge stands in', () => {
  test.each([
    ['a copy', 'for (const key in source) target[key] = source[key];'],
    ['a comparison by somebody else', 'for (const key in a) if (!equal(a[key], b[key])) c[key] = 1;'],
    ['elements of other statements', 'for (const key in a) { merge(a[key]); b[key] = f(c); d(b[key]); }'],
    ['a walk that only reads', 'for (const key of keys) { object = object[key]; }\nother[last] = value;'],
    [
      'a function that calls itself and only reads',
      'function same(a, b) { for (const k in a) same(a[k], b[k]); c[d] = 1; }',
    ],
    ['a loop that counts', 'for (let i = 0; i < 3; i++) merge(a[i], b[i]);'],
  ])('%s', (_name, text) => {
    expect(looksLikeMerge(text)).toBe(false);
  });
});
