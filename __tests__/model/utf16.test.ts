import { describe, expect, test } from '@jest/globals';
import { utf16WithoutMark } from '../../src/model/utf16.ts';

const TEXT = 'A line of text.\r\n\tAnd another.\n';
const little = (text: string) => Buffer.from(text, 'utf16le');
const big = (text: string) => little(text).swap16();

describe('UTF-16 without a mark', () => {
  test.each<[string, Uint8Array, string]>([
    ['little-endian', little(TEXT), 'utf-16le'],
    ['big-endian', big(TEXT), 'utf-16be'],
    ['with letters of other scripts here and there', little(`${TEXT}naïve Größe, ключ`), 'utf-16le'],
    ['with a smiley at the end of what is looked at', little(`${'a'.repeat(3999)}\u{1f600}${TEXT}`), 'utf-16le'],
    ['of many megabytes', little(TEXT.repeat(50_000)), 'utf-16le'],
  ])('is known: %s', (_, bytes, encoding) => {
    expect(utf16WithoutMark(bytes)).toBe(encoding);
  });

  test.each<[string, Uint8Array]>([
    ['ASCII', Buffer.from(TEXT)],
    ['nothing', Buffer.alloc(0)],
    ['too little to tell', little('seven..')],
    ['an odd number of bytes', Buffer.concat([little(TEXT), Buffer.from([0x0a])])],
    ['zeros only', Buffer.alloc(1000)],
    ['UTF-32', Buffer.from([...TEXT].flatMap((letter) => [letter.charCodeAt(0), 0, 0, 0]))],
    ['small numbers of 16 bits', Buffer.from(Uint16Array.from({ length: 500 }, (_unused, at) => at % 32).buffer)],
    [
      'a program',
      Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]), Buffer.alloc(100), Buffer.from(TEXT)]),
    ],
    ['zeros on both sides', Buffer.concat([little(TEXT), big(TEXT)])],
  ])('is not taken for it: %s', (_, bytes) => {
    expect(utf16WithoutMark(bytes)).toBeUndefined();
  });
});
