import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type Expression,
  expressionsWithin,
  nameOf,
} from '../../../../src/engines/workflows/expressions/expression.ts';
import { conditionOf, findExpressions } from '../../../../src/engines/workflows/expressions/find-expressions.ts';
import { parseExpression } from '../../../../src/engines/workflows/expressions/parse-expression.ts';

/** A tree as one line, for comparison. */
function show(expression: Expression | undefined): string {
  switch (expression?.kind) {
    case undefined:
      return 'refused';
    case 'literal':
      return JSON.stringify(expression.value);
    case 'reference':
      return `${expression.of === undefined ? '' : `${show(expression.of)}.`}${nameOf(expression)}`;
    case 'call':
      return `${expression.name}(${expression.args.map(show).join(' ')})`;
    case 'not':
      return `!${show(expression.operand)}`;
    case 'binary':
      return `(${show(expression.left)} ${expression.operator} ${show(expression.right)})`;
  }
}

describe('expressions that GitHub takes', () => {
  test.each([
    ['github.event.issue.title', 'github.event.issue.title'],
    ['GitHub.Event.Issue.Title', 'github.event.issue.title'],
    ["github['event']['issue'].title", 'github.event.issue.title'],
    ['github.event.commits[0].message', 'github.event.commits.*.message'],
    ['github.event.commits.*.message', 'github.event.commits.*.message'],
    ['github.event[inputs.x].title', 'github.event.*.title'],
    ["steps.a-b.outputs['head-ref']", 'steps.a-b.outputs.head-ref'],
    ['fromJSON(needs.a.outputs.b).c', 'fromjson(needs.a.outputs.b).c'],
    ['(a || b).c', '(a || b).c'],
    ["a && b || !c == 'it''s'", '((a && b) || (!c == "it\'s"))'],
    ['a == b && c != d || e < 1', '(((a == b) && (c != d)) || (e < 1))'],
    ["format('{0} {1}', -1.5e3, 0xff)", 'format("{0} {1}" -1500 255)'],
    ['true && null', '(true && null)'],
    ['always()', 'always()'],
  ])('%s', (text, tree) => {
    expect(show(parseExpression(text, 0))).toBe(tree);
  });
});

describe('expressions that GitHub refuses', () => {
  test.each([
    '',
    ' ',
    'a b',
    'a.',
    '.a',
    'a[',
    'a[]',
    'a..b',
    '(a',
    'a)',
    'f(a,)',
    'f(,a)',
    "'open",
    'a &&',
    '&& a',
    '"double"',
    'a = b',
    'a + b',
    `${'('.repeat(60)}a${')'.repeat(60)}`,
    `${'!'.repeat(100)}a`,
    '('.repeat(100_000),
  ])('%s', (text) => {
    expect(parseExpression(text, 0)).toBeUndefined();
  });
});

test('places are offsets into the whole text', () => {
  const text = 'x ${{ contains(github.event.issue.title, 1) }}';
  const [embedded] = findExpressions(text);
  const reference = expressionsWithin(embedded?.expression ?? { kind: 'literal', value: 0, start: 0, end: 0 }).find(
    (part) => part.kind === 'reference',
  );
  expect(text.slice(embedded?.start, embedded?.end)).toBe('${{ contains(github.event.issue.title, 1) }}');
  expect(text.slice(reference?.start, reference?.end)).toBe('github.event.issue.title');
});

describe('expressions in a text', () => {
  test.each([
    ['a ${{ b }} c ${{d}}', ['b', 'd']],
    ["${{ '}}' }}", ["'}}'"]],
    ["${{ 'it''s }}' }} x", ["'it''s }}'"]],
    ['${{ open', []],
    ['$${{ a }}', ['a']],
    ['${{a}}${{b}}', ['a', 'b']],
    ['{{ a }} ${ b }', []],
  ])('%s', (text, sources) => {
    expect(findExpressions(text).map((embedded) => embedded.source)).toEqual(sources);
  });

  test('a condition may leave out the braces, and with text beside them it is a text', () => {
    expect(show(conditionOf("github.actor == 'a'"))).toBe('(github.actor == "a")');
    expect(show(conditionOf("${{ github.actor == 'a' }}"))).toBe('(github.actor == "a")');
    expect(conditionOf("${{ github.actor }} == 'a'")).toBeUndefined();
    expect(conditionOf('${{ false }}\n')).toBeUndefined();
    expect(conditionOf('${{ a }}${{ b }}')).toBeUndefined();
  });
});

test('no text makes the parser throw or place anything outside of it', () => {
  const pieces = fc.array(
    fc.constantFrom(
      'a',
      '.',
      '*',
      '[',
      ']',
      '(',
      ')',
      "'",
      '&&',
      '||',
      '!',
      '==',
      ',',
      ' ',
      '0x',
      '1',
      'true',
      '${{',
      '}}',
    ),
  );
  fc.assert(
    fc.property(pieces, (parts) => {
      const text = parts.join('');
      for (const { start, end, expression } of findExpressions(`\${{ ${text} }}`)) {
        expect(end).toBeGreaterThan(start);
        for (const part of expression === undefined ? [] : expressionsWithin(expression)) {
          expect(part.start).toBeGreaterThanOrEqual(start);
          expect(part.end).toBeLessThanOrEqual(end);
          expect(part.end).toBeGreaterThan(part.start);
        }
      }
    }),
  );
});
