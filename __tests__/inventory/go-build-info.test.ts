import { describe, expect, test } from '@jest/globals';
import { GoBuildInfoSieve, readGoBuildInfo } from '../../src/inventory/go/build-info.ts';

const ELF = Buffer.from([0x7f, 0x45, 0x4c, 0x46]);
const MARK = 'm'.repeat(16);

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let left = value;
  for (; left > 127; left = Math.floor(left / 128)) bytes.push((left % 128) + 128);
  return Buffer.from([...bytes, left]);
}

/** The block that Go's linker writes. */
function buildInfo(go: string, modules: string, flags = 2): Buffer {
  const head = Buffer.alloc(32);
  head.write('\xff Go buildinf:', 0, 'latin1');
  head[14] = 8;
  head[15] = flags;
  const marked = MARK + modules + MARK;
  return Buffer.concat([
    head,
    varint(go.length),
    Buffer.from(go),
    varint(marked.length),
    Buffer.from(marked, 'latin1'),
  ]);
}

/** A program with the block at an offset; `0` fills the rest. */
function program(block: Buffer, at = 4096): Buffer {
  const bytes = Buffer.alloc(at + block.length + 5000);
  ELF.copy(bytes);
  block.copy(bytes, at);
  return bytes;
}

function modulesOf(bytes: Buffer, pieceBytes = 1000) {
  const sieve = new GoBuildInfoSieve();
  for (let at = 0; at < bytes.length; at += pieceBytes) sieve.write(bytes.subarray(at, at + pieceBytes));
  const kept = sieve.result();
  return kept === undefined
    ? undefined
    : readGoBuildInfo(kept).map(({ name, version, isMain }) => `${name}@${version}${isMain ? ' main' : ''}`);
}

const MODULES =
  'path\texample.com/app\nmod\texample.com/app\tv1.2.3\th1:x\ndep\tgolang.org/x/net\tv0.1.0\th1:y\ndep\texample.com/old\tv1.0.0\n=>\texample.com/new\tv2.0.0\th1:z\nbuild\t-ldflags=x\n';
const EXPECTED = ['stdlib@1.22.3', 'example.com/app@1.2.3 main', 'golang.org/x/net@0.1.0', 'example.com/new@2.0.0'];

describe('a program of Go', () => {
  test.each([1, 7, 16, 4095, 4096, 100_000])('names its modules, in pieces of %d bytes', (pieceBytes) => {
    expect(modulesOf(program(buildInfo('go1.22.3', MODULES)), pieceBytes)).toEqual(EXPECTED);
  });

  test.each([
    ['a pre-release', 'go1.23rc1', ['stdlib@1.23.0-rc1']],
    ['an early release', 'go1.20', ['stdlib@1.20.0']],
    ['one with experiments', 'go1.22.3 X:nocoverageredesign', ['stdlib@1.22.3']],
    ['one of the development tree', 'devel go1.23-abc', []],
  ])('%s', (_name, go, expected) => {
    expect(modulesOf(program(buildInfo(go, '')))).toEqual(expected);
  });

  test('built in its own folder has no version', () => {
    expect(
      modulesOf(program(buildInfo('go1.22.3', 'mod\tapp\t(devel)\t\ndep\ta.b/c\tv1.0.0\n=>\t./local\t(devel)\t\n'))),
    ).toEqual(['stdlib@1.22.3']);
  });

  test('is found behind a text that looks like the beginning', () => {
    const text = Buffer.alloc(64);
    text.write('\xff Go buildinf:', 0, 'latin1');
    expect(modulesOf(program(Buffer.concat([text, buildInfo('go1.22.3', MODULES)])))).toEqual(EXPECTED);
  });
});

describe('no program of Go', () => {
  test.each([
    ['a text with the words', Buffer.concat([Buffer.alloc(4096, 0x20), buildInfo('go1.22.3', MODULES)])],
    ['a block that is not aligned', program(buildInfo('go1.22.3', MODULES), 4099)],
    ['one of before Go 1.18', program(buildInfo('go1.22.3', MODULES, 0))],
    ['half a block', program(buildInfo('go1.22.3', MODULES)).subarray(0, 4160)],
    [
      'a length beyond everything',
      program(Buffer.concat([buildInfo('go1.22.3', '').subarray(0, 32), Buffer.alloc(10, 0xff)])),
    ],
    ['nothing', Buffer.alloc(0)],
  ])('%s', (_name, bytes) => {
    expect(modulesOf(bytes)).toBeUndefined();
  });
});
