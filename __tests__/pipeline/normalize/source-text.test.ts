import { describe, expect, test } from '@jest/globals';
import { linesOf, readLines } from '../../../src/pipeline/normalize/source-text.ts';
import { FakeFiles } from '../../support/fake-ports.ts';

describe('linesOf', () => {
  test.each<[string, string | Uint8Array, readonly string[] | undefined]>([
    ['line feeds', 'a\nb\n', ['a', 'b', '']],
    ['carriage returns and line feeds', 'a\r\nb', ['a', 'b']],
    ['carriage returns alone', 'a\rb', ['a', 'b']],
    ['a lone carriage return among line feeds, which is a character', 'a\rb\nc', ['a\rb', 'c']],
    ['nothing', '', ['']],
    ['a byte-order mark', '\ufeffa', ['a']],
    ['UTF-16 with a mark', Buffer.from('\ufeffa\nb', 'utf16le'), ['a', 'b']],
    ['big-endian UTF-16', Buffer.from('\ufeffa\nb', 'utf16le').swap16(), ['a', 'b']],
    ['UTF-16 without a mark', Buffer.from('eight and more\nb', 'utf16le'), ['eight and more', 'b']],
    ['the same, big-endian', Buffer.from('eight and more\nb', 'utf16le').swap16(), ['eight and more', 'b']],
    ['bytes that are no UTF-8', Buffer.from([0x61, 0xff, 0x0a, 0x62]), ['a\ufffd', 'b']],
    ['a zero byte: binary', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0]), undefined],
  ])('reads %s', (_name, content, lines) => {
    expect(linesOf(typeof content === 'string' ? Buffer.from(content) : content)).toEqual(lines);
  });
});

describe('readLines', () => {
  test('reads below the root', async () => {
    expect(await readLines('/repo', 'a.ts', new FakeFiles({ '/repo/a.ts': 'x\ny' }))).toEqual(['x', 'y']);
  });

  test.each([
    ['is gone', new FakeFiles(), 'a.ts'],
    ['is too large', new FakeFiles({ '/repo/a.ts': Buffer.alloc(10 * 1024 * 1024 + 1, 'a') }), 'a.ts'],
    ['is a folder', new FakeFiles({ '/repo/a.ts/b': '' }), 'a.ts'],
  ])('has no lines of what %s', async (_name, files, path) => {
    expect(await readLines('/repo', path, files)).toBeUndefined();
  });

  test('shows nothing of what a link that came later leads to', async () => {
    const files = new FakeFiles({ '/etc/passwd': 'root', '/repo/b.ts': 'y' });
    files.addLink('/repo/a.ts', '/etc/passwd');
    files.addLink('/repo/c.ts', '/repo/b.ts');
    expect(await readLines('/repo', 'a.ts', files)).toBeUndefined();
    expect(await readLines('/repo', 'c.ts', files)).toEqual(['y']);
  });
});
