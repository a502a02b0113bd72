import { describe, expect, test } from '@jest/globals';
import { findAllowance } from '../../../src/pipeline/normalize/allowance.ts';

const NAMES = new Set(['weak-hash', 'aws-access-key', 'cve-2024-1']);

function allowanceIn(text: string, line = 1) {
  const region = { startLine: line, startColumn: 1, endLine: line, endColumn: 2 };
  return findAllowance(text.split('\n'), region, NAMES, 'src/a.ts');
}

describe('gatehouse:allow', () => {
  test.each([
    ['md5(x) // gatehouse:allow weak-hash not for passwords', 'not for passwords'],
    ['md5(x)  # gatehouse:allow weak-hash not for passwords', 'not for passwords'],
    ['md5(x) /* gatehouse:allow weak-hash not for passwords */', 'not for passwords'],
    ['<p>x</p> <!-- gatehouse:allow weak-hash not for passwords -->', 'not for passwords'],
    ['select md5(x) -- gatehouse:allow weak-hash not for passwords', 'not for passwords'],
    ['key = x ; gatehouse:allow weak-hash   not   for passwords', 'not for passwords'],
    ['{{! gatehouse:allow weak-hash not for passwords }}', 'not for passwords'],
    ['//gatehouse:allow WEAK-HASH old', 'old'],
  ])('in %j is understood', (line, reason) => {
    expect(allowanceIn(line)).toMatchObject({ reason, path: 'src/a.ts', line: 1 });
  });

  test.each([
    ['a line that no person wrote', `md5(x)${' '.repeat(10_000)}// gatehouse:allow weak-hash not for passwords`],
    ['another rule', 'md5(x) // gatehouse:allow other-rule not for passwords'],
    ['a pattern instead of a rule', 'md5(x) // gatehouse:allow * not for passwords'],
    ['no comment around it', 'log("gatehouse:allow weak-hash not for passwords")'],
    ['something between comment and word', 'md5(x) // see gatehouse:allow weak-hash not for passwords'],
  ])('with %s does not count', (_name, line) => {
    expect(allowanceIn(line)).toBeUndefined();
  });

  test.each([
    ['no reason', 'md5(x) // gatehouse:allow weak-hash', 'weak-hash'],
    ['blanks for a reason', 'md5(x) // gatehouse:allow weak-hash   ', 'weak-hash'],
    ['too short a reason', 'md5(x) // gatehouse:allow weak-hash ok', 'weak-hash'],
    ['only the end of the comment for a reason', 'md5(x) /* gatehouse:allow weak-hash */', 'weak-hash'],
    ['neither rule nor reason', 'md5(x) // gatehouse:allow', ''],
    ['neither rule nor reason before the end of the comment', '<p/> <!-- gatehouse:allow -->', ''],
  ])('with %s is told, without a reason', (_name, line, rule) => {
    expect(allowanceIn(line)).toEqual({ rule, reason: '', path: 'src/a.ts', line: 1 });
  });

  test('with a reason goes before one without, wherever they stand', () => {
    const [good, bad] = ['// gatehouse:allow weak-hash old format', '// gatehouse:allow weak-hash'];
    expect(allowanceIn(`${good}\nmd5(x) ${bad}`, 2)).toMatchObject({ reason: 'old format', line: 1 });
    expect(allowanceIn(`${bad}\nmd5(x) ${good}`, 2)).toMatchObject({ reason: 'old format', line: 2 });
  });

  test('in a comment that has the line above to itself covers the line below', () => {
    expect(allowanceIn('  # gatehouse:allow weak-hash legacy file format\nmd5(x)', 2)).toMatchObject({ line: 1 });
  });

  test.each([
    ['behind code on the line above', 'md5(y) # gatehouse:allow weak-hash legacy\nmd5(x)', 2],
    ['two lines above', '# gatehouse:allow weak-hash legacy\n\nmd5(x)', 3],
    ['on the line below', 'md5(x)\n# gatehouse:allow weak-hash legacy', 1],
  ])('%s does not count', (_name, text, line) => {
    expect(allowanceIn(text, line)).toBeUndefined();
  });

  test.each(['aws-access-key', 'AWS-Access-Key', 'CVE-2024-1'])(
    'takes %s: a family or an advisory, in any case',
    (rule) => {
      expect(allowanceIn(`x = 1 # gatehouse:allow ${rule} a made-up key`)).toMatchObject({ rule });
    },
  );

  test('has a reason of at most 200 characters', () => {
    expect(allowanceIn(`x # gatehouse:allow weak-hash ${'long '.repeat(100)}`)?.reason).toHaveLength(200);
  });

  test('takes no time over a hostile line', () => {
    expect(allowanceIn(`gatehouse:allow ${'/*'.repeat(200_000)}`)).toBeUndefined();
  });
});
