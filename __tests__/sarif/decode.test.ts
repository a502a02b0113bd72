import { describe, expect, test } from '@jest/globals';
import { decodeJson } from '../../src/sarif/decode.ts';

function decode(bytes: Uint8Array) {
  return decodeJson(bytes).value;
}

describe('decodeJson', () => {
  test.each<[string, Uint8Array]>([
    ['UTF-8', Buffer.from('{"a":"é😀"}')],
    ['UTF-8 with a byte-order mark', Buffer.from('\ufeff{"a":"é😀"}')],
    ['UTF-16', Buffer.from('{"a":"é😀"}', 'utf16le')],
    ['UTF-16 with a byte-order mark', Buffer.from('\ufeff{"a":"é😀"}', 'utf16le')],
    ['big-endian UTF-16', Buffer.from('{"a":"é😀"}', 'utf16le').swap16()],
    ['a part of a larger buffer', Buffer.from('xx{"a":"é😀"}yy').subarray(2, -2)],
    ['blanks around it', Buffer.from('\r\n {"a":"é😀"}\n\n')],
  ])('reads %s', (_name, bytes) => {
    expect(decode(bytes)).toEqual({ a: 'é😀' });
  });

  test('does not take brackets in texts for depth', () => {
    expect(decode(Buffer.from(JSON.stringify({ a: `\\"${'['.repeat(5_000)}` })))).toEqual({
      a: `\\"${'['.repeat(5_000)}`,
    });
  });

  test.each([
    ['lists', '['.repeat(200) + ']'.repeat(200)],
    ['objects', `${'{"a":'.repeat(199)}{}${'}'.repeat(199)}`],
  ])('reads 200 levels of %s', (_name, text) => {
    expect(() => decode(Buffer.from(text))).not.toThrow();
  });

  test('refuses 201 levels, however many end in between', () => {
    const wide = `[${'[[],[]],'.repeat(300)}${'['.repeat(200)}${']'.repeat(201)}`;
    expect(() => decode(Buffer.from(wide))).toThrow('nests more than 200 levels deep (line 1, byte 2600)');
  });

  test('counts lines and bytes of the report, not characters', () => {
    expect(() => decode(Buffer.from('{\n"é": 1,\n"😀": oops}'))).toThrow('is no JSON (line 3, byte 19)');
  });
});
