import { describe, expect, test } from '@jest/globals';
import { readFolders } from '../../src/advisories/folders.ts';
import { nameKey } from '../../src/advisories/package-key.ts';
import { FakeFiles } from '../support/fake-files.ts';
import { zipOf } from '../support/zip-writer.ts';
import { advisoryBytes } from './advisory-fixtures.ts';

const LODASH = advisoryBytes('npm/GHSA-p6mc-m468-83gw');
const REQUESTS = advisoryBytes('PyPI/PYSEC-2023-74');

/** `ecosystem name` of what is asked. */
function ask(files: FakeFiles, folders: readonly string[], ...packages: readonly string[]) {
  const split = packages.map((text) => text.split(' '));
  const ecosystems = [...new Set(split.map(([ecosystem]) => ecosystem ?? ''))];
  const names = new Set(split.map(([ecosystem = '', name = '']) => nameKey(ecosystem, name)));
  return readFolders(folders, '/repo', { ecosystems, names }, files);
}

describe('folders of advisories', () => {
  test('hold single records and whole databases', async () => {
    const files = new FakeFiles({
      '/repo/adv/npm/all.zip': zipOf([{ name: 'x.json', content: LODASH }]),
      '/repo/adv/PyPI/own.json': REQUESTS,
      '/repo/adv/PyPI/readme.md': 'not an advisory',
    });
    const answer = await ask(files, ['adv'], 'npm lodash', 'PyPI requests');
    expect(answer.records.map(({ id }) => id)).toEqual(['GHSA-p6mc-m468-83gw', 'PYSEC-2023-74']);
    expect([...answer.coverage]).toEqual([
      ['npm', 'database'],
      ['PyPI', 'records'],
    ]);
    expect(answer).toMatchObject({ malformed: 0, problems: [] });
    expect(answer.digests).toEqual([
      expect.stringMatching(/^npm\/all\.zip [0-9a-f]{64}$/),
      expect.stringMatching(/^PyPI\/own\.json [0-9a-f]{64}$/),
    ]);
  });

  test('may be absolute', async () => {
    const files = new FakeFiles({ '/elsewhere/npm/a.json': LODASH });
    expect((await ask(files, ['/elsewhere'], 'npm lodash')).records).toHaveLength(1);
  });

  test('give only what was asked for', async () => {
    const files = new FakeFiles({
      '/repo/adv/npm/all.zip': zipOf([
        { name: 'x', content: LODASH },
        { name: 'y', content: REQUESTS },
      ]),
    });
    const answer = await ask(files, ['adv'], 'npm left-pad', 'npm requests');
    expect(answer).toMatchObject({ records: [], malformed: 0 });
  });

  test.each([
    ['escaped slashes', '{"id":"X-1","affected":[{"package":{"ecosystem":"npm","name":"@acme\\/a"}}]}', 'npm @acme/a'],
    [
      'escaped letters',
      '{"id":"X-1","affected":[{"package":{"ecosystem":"npm","name":"\\u0040acme/a"}}]}',
      'npm @acme/a',
    ],
    ['blanks', '{ "id" : "X-1", "affected" : [ { "package" : { "name" : "a", "ecosystem" : "npm" } } ] }', 'npm a'],
    [
      'another spelling of a Python name',
      '{"id":"X-1","affected":[{"package":{"ecosystem":"PyPI","name":"Zope.Interface"}}]}',
      'PyPI zope-interface',
    ],
    ['a byte-order mark', '\ufeff{"id":"X-1","affected":[{"package":{"ecosystem":"npm","name":"a"}}]}', 'npm a'],
    [
      'a suffix of the ecosystem',
      '{"id":"X-1","affected":[{"package":{"ecosystem":"npm:extra","name":"a"}}]}',
      'npm a',
    ],
  ])('find a record that is written with %s', async (_, text, asked) => {
    const ecosystem = asked.split(' ')[0];
    const files = new FakeFiles({ [`/repo/adv/${ecosystem}/a.json`]: text });
    expect((await ask(files, ['adv'], asked)).records).toHaveLength(1);
  });

  test.each([
    ['no JSON', 'affected: lodash'],
    ['half of one', LODASH.subarray(0, 400)],
    ['a list', '[]'],
    ['without an id', '{"affected":[{"package":{"ecosystem":"npm","name":"lodash"}}]}'],
    ['with an id that is a number', '{"id":7,"affected":[{"package":{"ecosystem":"npm","name":"lodash"}}]}'],
    [
      'with events that are a text',
      '{"id":"X-1","affected":[{"package":{"ecosystem":"npm","name":"lodash"},"ranges":[{"type":"SEMVER","events":"all"}]}]}',
    ],
  ])('count a record that is none (%s), and keep the others', async (_, content) => {
    const files = new FakeFiles({
      '/repo/adv/npm/all.zip': zipOf([
        { name: 'bad', content },
        { name: 'good', content: LODASH },
      ]),
    });
    const answer = await ask(files, ['adv'], 'npm lodash');
    expect(answer.malformed).toBe(1);
    expect(answer.records).toHaveLength(1);
  });

  test('name a folder that is missing, and read the others', async () => {
    const files = new FakeFiles({ '/repo/adv/npm/a.json': LODASH });
    const answer = await ask(files, ['gone', 'adv'], 'npm lodash');
    expect(answer.problems).toEqual([
      { why: 'did not find the advisory folder gone', remedy: 'see advisories.folders' },
    ]);
    expect(answer.records).toHaveLength(1);
  });

  test('an ecosystem that a folder does not have is no problem of the folder', async () => {
    const files = new FakeFiles({ '/repo/adv/npm/a.json': LODASH });
    const answer = await ask(files, ['adv'], 'npm lodash', 'Go golang.org/x/net');
    expect(answer.problems).toEqual([]);
    expect(answer.coverage.has('Go')).toBe(false);
  });

  test.each([
    ['a damaged database', Buffer.from('PK nothing')],
    ['half a database', zipOf([{ name: 'a', content: LODASH }]).subarray(0, 300)],
  ])('name %s', async (_, content) => {
    const answer = await ask(new FakeFiles({ '/repo/adv/npm/all.zip': content }), ['adv'], 'npm lodash');
    expect(answer.problems).toMatchObject([
      { why: expect.stringMatching(/^could not read the advisory folder adv\/npm: /) },
    ]);
  });

  test('name a folder that may not be read', async () => {
    const files = new FakeFiles({ '/repo/adv/npm/a.json': LODASH });
    files.forbid('/repo/adv');
    expect((await ask(files, ['adv'], 'npm lodash')).problems).toMatchObject([
      { why: expect.stringContaining('the advisory folder adv') },
    ]);
  });
});
