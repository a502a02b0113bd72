import { describe, expect, test } from '@jest/globals';
import type { Region } from '../../../src/model/location.ts';
import { SecretsOfFile } from '../../../src/pipeline/normalize/secrets-of-file.ts';

const VALUE = 'abcdefghijklmnopqrst';
const region = (startLine: number, startColumn: number, endLine: number, endColumn: number): Region => ({
  startLine,
  startColumn,
  endLine,
  endColumn,
});

describe('the lines of a file with secrets', () => {
  test('are the very same lines when there are none', () => {
    const lines = ['a', 'b'];
    const secrets = new SecretsOfFile(lines, []);
    expect(secrets.shownLines).toBe(lines);
    expect(secrets.cutLines).toBe(lines);
    expect(secrets.values).toEqual([]);
  });

  test('are shown with the ends of a value, and hashed without any of it', () => {
    const secrets = new SecretsOfFile(['before', `x = "${VALUE}"`], [region(2, 6, 2, 26)]);
    expect(secrets.shownLines).toEqual(['before', 'x = "abcd…qrst"']);
    expect(secrets.cutLines).toEqual(['before', 'x = "…"']);
  });

  test('are redacted for every scanner that saw something in them', () => {
    const line = `a="${VALUE}" b="${VALUE}"`;
    const secrets = new SecretsOfFile([line], [region(1, 4, 1, 24), region(1, 29, 1, 49), region(1, 4, 1, 24)]);
    expect(secrets.shownLines).toEqual(['a="abcd…qrst" b="abcd…qrst"']);
  });

  test('show only the header of a private key', () => {
    const border = (word: string) => ['-----', word, ' EC PRIVATE', ' KEY-----'].join('');
    const lines = [`k = ${border('BEGIN')}`, VALUE, VALUE.toUpperCase(), border('END'), 'after'];
    const secrets = new SecretsOfFile(lines, [region(1, 5, 4, border('END').length + 1)]);
    expect(secrets.shownLines).toEqual([`k = ${border('BEGIN')}`, '…', '…', '…', 'after']);
    expect(secrets.cutLines).toEqual(['k = …', '…', '…', '…', 'after']);
    expect(secrets.values).toEqual([VALUE, VALUE.toUpperCase()]);
  });

  test('are shown without values that were found on other lines', () => {
    const secrets = new SecretsOfFile([`x = "${VALUE}"`, `again ${VALUE}`], [region(1, 6, 1, 26)]);
    expect(secrets.show(2)).toBe('again abcd…qrst');
    expect(secrets.show(99)).toBe('');
  });

  test('end where the file ends, whatever a region says', () => {
    const secrets = new SecretsOfFile([VALUE], [region(1, 1, 9, 9)]);
    expect(secrets.shownLines).toEqual(['…']);
  });

  test('keep values of one or two characters out of the list of what is replaced', () => {
    const secrets = new SecretsOfFile(
      ['p="ab" q="abc" r="abcdefgh"'],
      [region(1, 4, 1, 6), region(1, 11, 1, 14), region(1, 19, 1, 27)],
    );
    expect(secrets.values).toEqual(['abc', 'abcdefgh']);
    expect(secrets.redactOther('ab, abc, abcdefgh')).toBe('ab, abc, …');
    expect(secrets.redactOwn('ab, abc, abcdefgh')).toBe('ab, …, …');
  });

  test('hide parts of a value in a text about it, and of very many values all that looks like one', () => {
    const few = new SecretsOfFile([`x = "${VALUE}"`], [region(1, 6, 1, 26)]);
    expect(few.redactOwn('found cdefghijklmnop here, not zyxwvutsrq9876')).toBe('found … here, not zyxwvutsrq9876');
    const lines = Array.from({ length: 6_000 }, (_, at) => `${VALUE}${at}`);
    const many = new SecretsOfFile(
      lines,
      lines.map((line, at) => region(at + 1, 1, at + 1, line.length + 1)),
    );
    expect(many.redactOwn('found defghijklmnopqrst12 here')).toBe('found … here');
    expect(many.redactOwn(`found ${VALUE}4711`)).toBe('found abcd…4711');
  });
});
