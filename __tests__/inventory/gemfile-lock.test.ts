import { describe, expect, test } from '@jest/globals';
import { readGemfileLock } from '../../src/inventory/ruby/gemfile-lock.ts';
import { inventoryOf, listed, listedForeign, whyOf } from './reading.ts';

const LOCK = `GIT
  remote: https://github.com/acme/fork.git
  revision: 0123456
  branch: main
  specs:
    fork (1.0.0)
      rack

PATH
  remote: .
  specs:
    near (0.1.0)
      rails (>= 6.0, < 8)

GEM
  remote: https://rubygems.org/
  specs:
    actionpack (6.1.4)
      rack (~> 2.0, >= 2.0.9)
    nokogiri (1.13.0)
      racc (~> 1.4)
    nokogiri (1.13.0-x86_64-linux)
      racc (~> 1.4)
    racc (1.6.0)
    rack (2.2.3)
    rails (6.1.4)
      actionpack (= 6.1.4)
      nokogiri
    rake (13.0.0.pre.1)

PLATFORMS
  ruby
  x86_64-linux

DEPENDENCIES
  fork!
  near!
  rails (~> 6.1)
  rake

CHECKSUMS
  rack (2.2.3) sha256=0123

RUBY VERSION
   ruby 3.0.0p0

BUNDLED WITH
   2.2.3
`;

const read = (text: string) => inventoryOf(readGemfileLock('Gemfile.lock', Buffer.from(text)));

describe('Gemfile.lock', () => {
  test('gives gems with their ways; a gem for several platforms stands there for each', () => {
    expect(listed(read(LOCK))).toEqual([
      '18 actionpack 6.1.4 via rails',
      '20 nokogiri 1.13.0 via rails',
      '22 nokogiri 1.13.0',
      '24 racc 1.6.0 via rails › nokogiri',
      '25 rack 2.2.3 via fork',
      '26 rails 6.1.4',
      '29 rake 13.0.0.pre.1',
    ]);
    expect(read(LOCK).packages[0]).toMatchObject({ ecosystem: 'RubyGems', purl: 'pkg:gem/actionpack' });
    expect(read(LOCK).problems).toEqual([]);
  });

  test('does not match gems from elsewhere, but names them', () => {
    expect(listedForeign(read(LOCK))).toEqual(['6 fork git', '12 near folder']);
  });

  test('without direct gems takes what nobody asks for', () => {
    expect(listed(read('GEM\r\n  specs:\r\n    a (1.0)\r\n      b\r\n    b (2.0)\r\n'))).toEqual([
      '3 a 1.0',
      '5 b 2.0 via a',
    ]);
  });

  test('without gems has none', () => {
    expect(read('GEM\n  specs:\n\nPLATFORMS\n  ruby\n\nDEPENDENCIES\n')).toEqual({
      packages: [],
      foreign: [],
      problems: [],
    });
  });

  test('names lines that it does not understand', () => {
    expect(
      read(`GEM\n  specs:\n    a\n    b (\n    ${'x'.repeat(10_000)} (1.0)\n\nDEPENDENCIES\n  a b\n`).problems,
    ).toEqual(['4 lines are not understood (the first in line 3)']);
  });

  test.each([
    ['bytes', Buffer.from([0, 1]), 'is not text'],
    ['half of a merge', '<<<<<<< HEAD\n', 'holds merge conflict markers'],
    ['another file', 'hello\n', 'is no Gemfile.lock: it has no section of gems'],
  ])('that is %s is said to be that', (_, text, why) => {
    expect(whyOf(readGemfileLock('Gemfile.lock', Buffer.from(text)))).toBe(why);
  });

  test('may go in circles, and be long', () => {
    const many = Array.from({ length: 50_000 }, (_, index) => `    g${index} (1.0)\n      g${(index + 1) % 50_000}\n`);
    expect(read(`GEM\n  specs:\n${many.join('')}\nDEPENDENCIES\n  g0\n`).packages).toHaveLength(50_000);
    expect(read(`GEM\n  specs:\n    ${' ('.repeat(300_000)}\n      ${'a('.repeat(300_000)}`).packages).toEqual([]);
  });
});
