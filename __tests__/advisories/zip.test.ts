import { describe, expect, test } from '@jest/globals';
import { type ZipLimits, zipContents } from '../../src/advisories/zip.ts';
import { type ZipFileToBe, zipOf } from '../support/zip-writer.ts';

const LIMITS: ZipLimits = { entries: 10, entryBytes: 1000, totalBytes: 3000 };

async function contents(zip: Buffer, limits = LIMITS): Promise<readonly (string | undefined)[]> {
  const found: (string | undefined)[] = [];
  for await (const content of zipContents(zip, limits)) found.push(content?.toString('utf8'));
  return found;
}

function files(number: number, content: string): readonly ZipFileToBe[] {
  return Array.from({ length: number }, (_, index) => ({ name: `${index}.json`, content }));
}

describe('the contents of a zip', () => {
  test('come in order, packed or stored, without folders', async () => {
    const zip = zipOf([
      { name: 'folder/', content: '' },
      { name: 'a.json', content: 'packed' },
      { name: 'b.json', content: 'stored', store: true },
    ]);
    await expect(contents(zip)).resolves.toEqual(['packed', 'stored']);
  });

  test.each(['../../etc/passwd', '/absolute', 'C:\\x', 'a\0b', '', '\u202e'])(
    'do not depend on names: %j',
    async (name) => {
      await expect(contents(zipOf([{ name, content: 'x' }]))).resolves.toEqual(['x']);
    },
  );

  test.each([
    ['is larger than one may be', { name: 'a', content: 'x'.repeat(1001) }],
    ['unpacks to more than it says', { name: 'a', content: 'x'.repeat(900), claimedBytes: 10 }],
    ['unpacks to less than it says', { name: 'a', content: 'x', claimedBytes: 10 }],
    ['unpacks to a megabyte and says ten bytes', { name: 'a', content: 'x'.repeat(2 ** 20), claimedBytes: 10 }],
  ])('leave out a file that %s', async (_, file) => {
    await expect(contents(zipOf([file, { name: 'b', content: 'next' }]))).resolves.toEqual([undefined, 'next']);
  });

  test('leave out a file whose packed bytes are damaged', async () => {
    const zip = zipOf([{ name: 'a', content: 'some text to pack, some text to pack' }]);
    zip.fill(0xff, 31, 40);
    await expect(contents(zip)).resolves.toEqual([undefined]);
  });

  test('end where they are too many', async () => {
    await expect(contents(zipOf(files(11, 'x')))).rejects.toThrow('holds more than 10 files');
  });

  test('end where they are too large together', async () => {
    await expect(contents(zipOf(files(4, 'x'.repeat(900))))).rejects.toThrow('unpacks to more than 3000 bytes');
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('{"id": "X"}')],
    ['half a zip', zipOf(files(3, 'content')).subarray(0, 120)],
    ['a zip without its start', zipOf(files(3, 'content')).subarray(40)],
  ])('of %s cannot be had', async (_, bytes) => {
    await expect(contents(bytes)).rejects.toThrow();
  });
});
