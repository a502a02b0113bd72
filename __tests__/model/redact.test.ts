import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { SecretSpan } from '../../src/model/redact.ts';
import {
  cutLine,
  redactLine,
  redactParts,
  redactText,
  redactTokens,
  redactValue,
  valueSpan,
} from '../../src/model/redact.ts';

/** The value between the guillemets of a marked line, as a span of the line without them. */
function marked(text: string): { line: string; start: number; end: number } {
  const start = text.indexOf('«');
  return { line: text.replace(/[«»]/g, ''), start, end: text.indexOf('»') - 1 };
}

/** What is left to be seen of a marked line. */
function shown(text: string): string {
  const { line, start, end } = marked(text);
  return redactLine(line, [{ ...valueSpan(line, start, end), inner: false }]);
}

describe('redactValue', () => {
  test.each([
    ['abcdefghijklmnop', 'abcd…mnop'],
    ['abcdefghijklmno', '…'],
    ['short', '…'],
    ['', '…'],
    ['😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀', '😀😀😀😀…😀😀😀😀'],
  ])('shows of %j only %j', (value, expected) => {
    expect(redactValue(value)).toBe(expected);
  });

  test('never shows more than eight characters', () => {
    fc.assert(fc.property(fc.string(), (value) => redactValue(value).replace('…', '').length <= 8));
  });
});

describe('a line with a secret', () => {
  test.each([
    ['the value alone, in quotes', 'key = "«abcdefghijklmnop»"', 'key = "abcd…mnop"'],
    ['a value too short to show any of', 'key = "«hunter2hunter2»"', 'key = "…"'],
    ['quotes that are pointed at too', 'key = «"hunter2hunter2"»;', 'key = "…";'],
    ['a name and its value', '«password = "hunter22"»', 'password = "…"'],
    ['a name in quotes and its value', '{«"api_key": "hunter2hunter2hunter2"»}', '{"api_key": "hunt…ter2"}'],
    ['a name that says nothing: all of it is taken for the value', '«abcdefgh=ijklmnopqr»', 'abcd…opqr'],
    ['padding that looks like a sign', '«QWxhZGRpbkFsYWRkaW4=»', 'QWxh…W4='.replace('W4=', 'aW4=')],
    ['a value that begins one character early', 'x="«ghijklmnopqrstuvwxy»z"', 'x="ghij…wxyz"'],
    ['a value that ends one character late', 'x="g«hijklmnopqrstuvwxyz»"', 'x="ghij…wxyz"'],
    ['a password inside an address', 'https://user:«s3cretPassw0rd»@host/path', 'https://user:…@host/path'],
    ['a header of a private key', '«-----BEGIN RSA PRIVATE KEY-----»', '-----BEGIN RSA PRIVATE KEY-----'],
    [
      'a private key on one line',
      'k: "«-----BEGIN PRIVATE KEY-----\\nMIIEvQIBADANBg»"',
      'k: "-----BEGIN PRIVATE KEY-----…"',
    ],
  ])('is redacted where a scanner points at %s', (_name, text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  test('is redacted once where two scanners point at overlapping parts', () => {
    const line = 'a abcdefghijklmnopqrstuvwx b';
    const spans: SecretSpan[] = [
      { start: 10, end: 26, inner: false },
      { start: 2, end: 18, inner: false },
      { start: 5, end: 5, inner: false },
    ];
    expect(redactLine(line, spans)).toBe('a abcd…uvwx b');
  });

  test('shows nothing of what lies inside a value of several lines', () => {
    expect(redactLine('MIIEvQIBADANBgkqhkiG9w0BAQEFAASC', [{ start: 0, end: 32, inner: true }])).toBe('…');
  });

  test('has nothing of the value left when it is cut', () => {
    const { line, start, end } = marked('key = "«abcdefghijklmnop»"');
    expect(cutLine(line, [{ start, end, inner: false }])).toBe('key = "…"');
  });

  test('never shows five characters of a value in a row, wherever it stands', () => {
    const value = fc.stringMatching(/^[A-Za-z0-9]{12,60}$/);
    const around = fc.constantFrom('', ' ', '"', '=', ': ', 'é', '😀 ', 'password = "', '/', '@');
    fc.assert(
      fc.property(value, around, around, fc.nat(2), (secret, before, after, inset) => {
        const line = before + secret + after;
        const span = valueSpan(line, before.length + inset, before.length + secret.length - inset);
        const text = redactLine(line, [{ ...span, inner: false }]);
        for (let at = 0; at + 5 <= secret.length; at++) expect(text).not.toContain(secret.slice(at, at + 5));
      }),
    );
  });
});

describe('a text about secrets', () => {
  test('has every known value redacted, the longest first', () => {
    expect(redactText('found hunter2 and hunter2hunter2hunter2', ['hunter2', 'hunter2hunter2hunter2'])).toBe(
      'found … and hunt…ter2',
    );
  });

  test('stays as it is without values', () => {
    expect(redactText('nothing', ['', 'x'.repeat(9)])).toBe('nothing');
  });

  test('loses every word that is a part of the stretch that a scanner points at', () => {
    const stretch = 'connect(host, "s3cretPassw0rd", true)';
    expect(redactParts('password s3cretPassw0rd in connect to host', [stretch])).toBe('password … in connect to host');
    expect(redactParts("the value 's3cretPassw0rd' and Passw0rd", [stretch])).toBe("the value '…' and …");
    expect(redactParts('nothing of it', [stretch])).toBe('nothing of it');
  });

  test('loses everything that looks like a value when none is known', () => {
    expect(redactTokens('secret abc123def456ghi in configuration of authentication')).toBe(
      'secret … in configuration of authentication',
    );
  });
});
