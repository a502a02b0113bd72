import { describe, expect, test } from '@jest/globals';
import { createSecretsEngine } from '../../../src/engines/secrets/engine.ts';
import { exampleText } from './example-text.ts';

const engine = createSecretsEngine();
const GITHUB = exampleText('gh¦p_[[crc:30]]');
const scan = (path: string, content: string | Uint8Array) =>
  engine.scan(path, typeof content === 'string' ? Buffer.from(content, 'utf8') : content).results;

describe('the secrets engine', () => {
  test('declares what it is', () => {
    expect({ name: engine.name, category: engine.category, unit: engine.unit }).toEqual({
      name: 'gatehouse-secrets',
      category: 'secrets',
      unit: 'file',
    });
    expect(engine.rulesDigest).toMatch(/^[0-9a-f]{64}$/);
    expect(createSecretsEngine().rulesDigest).toBe(engine.rulesDigest);
  });

  test('says where the value is, to the character', () => {
    const [result] = scan('a.ts', `\n  const x = '${GITHUB}';`);
    expect(result?.region).toEqual({ startLine: 2, startColumn: 14, endLine: 2, endColumn: 54 });
  });

  test.each([
    ['after letters of two bytes', `ä = "${GITHUB}"`, 6],
    ['after a character of two UTF-16 units', `😀 = "${GITHUB}"`, 7],
    ['after a byte-order mark', `\ufeffx="${GITHUB}"`, 4],
  ])('counts columns in UTF-16 units %s', (_, text, column) => {
    expect(scan('a.ts', text)[0]?.region).toMatchObject({ startLine: 1, startColumn: column, endColumn: column + 40 });
  });

  test.each([
    ['LF', 'a\nb\n', 3],
    ['CRLF', 'a\r\nb\r\n', 3],
    ['CR alone', 'a\rb\r', 3],
    ['CR inside lines of LF', 'a\rb\n', 2],
  ])('counts lines that end with %s', (_, before, line) => {
    expect(scan('a.txt', `${before}${GITHUB}`)[0]?.region?.startLine).toBe(line);
  });

  test.each([
    ['deploy/server.key', 'high'],
    ['src/test/resources/server.key', 'medium'],
    ['testdata/server.key', 'medium'],
    ['docs/tls.md', 'medium'],
  ])('takes a private key in %s for %s: tests bring keys that open nothing', (path, severity) => {
    const key = exampleText('-----BE¦GIN PRIVATE KEY-----\n[[base64:64]]\n[[base64:64]]\n-----END PRIVATE KEY-----\n');
    expect(scan(path, key).map(({ claims }) => claims.rule)).toEqual([severity]);
  });

  test('reads UTF-16 of both byte orders', () => {
    const little = Buffer.from(`\ufeffä\n${GITHUB}`, 'utf16le');
    const big = Buffer.from(little).swap16();
    for (const bytes of [little, big]) {
      expect(scan('a.txt', bytes)[0]?.region).toEqual({ startLine: 2, startColumn: 1, endLine: 2, endColumn: 41 });
    }
  });

  test('reads UTF-16 without a mark, as Windows programs write it now and then', () => {
    const little = Buffer.from(`password list, old\n${GITHUB}\n`, 'utf16le');
    const big = Buffer.from(little).swap16();
    for (const bytes of [little, big]) {
      expect(scan('a.txt', bytes)[0]?.region).toEqual({ startLine: 2, startColumn: 1, endLine: 2, endColumn: 41 });
    }
  });

  test('finds what stands after bytes that are no UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from([0xe4, 0xff, 0x20]), Buffer.from(GITHUB)]);
    expect(scan('a.txt', bytes)[0]?.region).toMatchObject({ startLine: 1, startColumn: 4 });
  });

  test('skips binary files', () => {
    expect(scan('program', Buffer.concat([Buffer.from([0x50, 0x4b, 0]), Buffer.from(` ${GITHUB}`)]))).toEqual([]);
  });

  test.each([
    ['a script whose name says so', 'deploy.sh', `#${'\0'.repeat(500)}\n${GITHUB}\n`],
    ['a settings file', '.env', `#\0\nTOKEN=${GITHUB}\n`],
    [
      'a script without a name of its own, for one zero byte',
      'deploy',
      `#!/bin/sh\n# \0 ${'.'.repeat(200)}\n${GITHUB}\n`,
    ],
  ])('a zero byte in a comment does not hide %s', (_name, path, text) => {
    expect(scan(path, text).map(({ rule }) => rule.id)).toEqual(['github-personal-access-token']);
  });

  test.each([['prod.dat'], ['__snapshots__/a.test.js.snap'], ['dump.db'], ['x.bin']])('%s may be text', (path) => {
    expect(createSecretsEngine().wants({ path, sizeBytes: 100 })).toBe(true);
  });

  test.each([
    ['an empty file', ''],
    ['a file of one character', 'x'],
    ['a file that is the beginning of a literal', 'gh'],
  ])('finds nothing in %s', (_, text) => {
    expect(scan('a.txt', text)).toEqual([]);
  });

  test('finds a token that is the whole file', () => {
    expect(scan('token', GITHUB).map(({ rule }) => rule.id)).toEqual(['github-personal-access-token']);
  });

  test('gives one result for one value, by the rule that knows most', () => {
    const results = scan('.env', `GITHUB_TOKEN=${GITHUB}\n`);
    expect(results.map(({ rule }) => rule.id)).toEqual(['github-personal-access-token']);
  });

  test('gives results in order of place', () => {
    const text = exampleText('b = "gl¦pat-[[alnum:20]]"; a = "gh¦p_[[crc:30]]"\nc = "AK¦IA[[base32:16]]"');
    const families = scan('a.js', text).map(({ family }) => family);
    expect(families).toEqual(['gitlab-token', 'github-token', 'aws-access-key']);
  });

  test('puts no part of a value into any text', () => {
    for (const result of scan('.env', `GITHUB_TOKEN=${GITHUB}\nDB_PASSWORD=s3nn4-x9\n`)) {
      const texts = JSON.stringify(result);
      expect(texts).not.toContain(GITHUB.slice(4, 12));
      expect(texts).not.toContain('s3nn4');
    }
  });

  test('says how bad it is, what it is called in other tools, and what to do', () => {
    expect(scan('.env', GITHUB)[0]).toMatchObject({
      family: 'github-token',
      category: 'secrets',
      claims: { rule: 'high' },
      rule: { cwes: ['CWE-798'] },
      remediation: { text: expect.stringContaining('GitHub › Settings › Developer settings') },
    });
  });

  test('believes a token with a wrong checksum less', () => {
    const wrong = `${GITHUB.slice(0, -6)}000000`;
    expect(scan('.env', wrong)[0]).toMatchObject({
      claims: { rule: 'medium' },
      message: expect.stringContaining('checksum'),
    });
  });

  test('finds formats, and nothing else, in lines that no person wrote', () => {
    const long = 'x'.repeat(11_000);
    const text = exampleText(`${long} password = "[[alnum:20]]"; y = "gh¦p_[[crc:30]]"`);
    expect(scan('a.js', text).map(({ family }) => family)).toEqual(['github-token']);
  });

  test.each(['yarn.lock', 'logo.svg', 'app.min.js', 'app.js.map', 'locales/de.json', 'messages_de.properties'])(
    'finds formats, and nothing else, in %s',
    (path) => {
      const text = exampleText('password = "[[alnum:20]]"\ntoken = "gh¦p_[[crc:30]]"\n');
      expect(scan(path, text).map(({ family }) => family)).toEqual(['github-token']);
    },
  );

  test('thinks less of a generic secret in tests, and as much of a recognised one', () => {
    const text = exampleText('apiKey = "[[alnum:32]]"\ntoken = "gh¦p_[[crc:30]]"\n');
    expect(scan('test/app.test.js', text).map(({ claims }) => claims.rule)).toEqual(['low', 'high']);
  });

  test('gives the same results whatever it looked at before', () => {
    const text = `GITHUB_TOKEN=${GITHUB}\nDB_PASSWORD=s3nn4-x9\n`;
    const first = scan('.env', text);
    scan('other.env', `${text}${text}`);
    expect(scan('.env', text)).toEqual(first);
  });
});
