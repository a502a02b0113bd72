import { describe, expect, test } from '@jest/globals';
import { asRegion, placeOf } from '../../src/sarif/places.ts';
import { at } from './reports.ts';

function pathOf(artifactLocation: object, run: object = {}): string | undefined {
  return placeOf({ locations: [at(artifactLocation)] }, run).path;
}

describe('the path of a result', () => {
  test.each([
    ['a relative one', 'src/a.ts', 'src/a.ts'],
    ['one with percent signs', 'src/a%20b%C3%A9.ts', 'src/a bé.ts'],
    ['bytes that are no UTF-8', 'a%FF', 'a\udcff'],
    ['a file address', 'file:///repo/a.ts', '/repo/a.ts'],
    ['a file address with a host', 'file://build-7/repo/a.ts', '/repo/a.ts'],
    ['a file address with one slash', 'file:/repo/a.ts', '/repo/a.ts'],
    ['a Windows file address', 'file:///C:/repo/a.ts', 'C:/repo/a.ts'],
    ['a Windows file address with an encoded colon', 'file:///c%3A/repo/a.ts', 'c:/repo/a.ts'],
    ['a Windows path', 'C:\\work\\a.ts', 'C:\\work\\a.ts'],
    ['a web address', 'https://example.com/a', 'https://example.com/a'],
  ])('is read from %s', (_name, uri, path) => {
    expect(pathOf({ uri })).toBe(path);
  });

  test('is kept undecoded for tools that never encode', () => {
    expect(placeOf({ locations: [at({ uri: 'a%41.ts' })] }, {})).toMatchObject({ path: 'aA.ts', rawPath: 'a%41.ts' });
  });

  test('comes with what the report says beside it', () => {
    const location = { ...at({ uri: 'a%41.ts' }), message: { text: 'a%41.ts: lodash@4.17.15' } };
    expect(placeOf({ locations: [location] }, {}).placeText).toBe('a%41.ts: lodash@4.17.15');
    expect(placeOf({ locations: [at({ uri: 'a.ts' })] }, {}).placeText).toBeUndefined();
    expect(placeOf({ locations: [{ ...location, message: 'no object' }] }, {}).placeText).toBeUndefined();
  });

  const originalUriBaseIds = {
    ROOTPATH: { uri: 'file:///' },
    TOP: { uri: 'file:///repo/' },
    SRC: { uri: 'src', uriBaseId: 'TOP' },
    NAMED: { description: { text: 'no address' } },
    LOOP: { uri: 'x/', uriBaseId: 'LOOP' },
    FIRST: { uri: 'a/', uriBaseId: 'SECOND' },
    SECOND: { uri: 'b/', uriBaseId: 'FIRST' },
  };
  test.each([
    ['a base that the run does not define', '%SRCROOT%', 'a.ts'],
    ['the whole file system, which means the root', 'ROOTPATH', 'a.ts'],
    ['a base with an address', 'TOP', '/repo/a.ts'],
    ['a base below a base', 'SRC', '/repo/src/a.ts'],
    ['a base without an address', 'NAMED', 'a.ts'],
    ['a base that is its own base', 'LOOP', 'x/a.ts'],
    ['bases in a circle', 'FIRST', 'b/a/a.ts'],
    ['a name that every object has', 'constructor', 'a.ts'],
  ])('is joined with %s', (_name, uriBaseId, path) => {
    expect(pathOf({ uri: 'a.ts', uriBaseId }, { originalUriBaseIds })).toBe(path);
  });

  test('is not joined with a base when it is absolute', () => {
    expect(pathOf({ uri: 'file:///other/a.ts', uriBaseId: 'TOP' }, { originalUriBaseIds })).toBe('/other/a.ts');
  });

  test('is looked up in the list of artifacts', () => {
    const run = { originalUriBaseIds, artifacts: [{}, { location: { uri: 'b.ts', uriBaseId: 'TOP' } }] };
    expect(pathOf({ index: 1 }, run)).toBe('/repo/b.ts');
    expect(pathOf({ index: 7 }, run)).toBeUndefined();
  });

  test.each([
    ['no locations', {}],
    ['an empty list of them', { locations: [] }],
    ['a location without a file', { locations: [{ logicalLocations: [] }] }],
    ['an empty address', { locations: [at({ uri: '' })] }],
  ])('is none for %s', (_name, result) => {
    expect(placeOf(result, {})).toEqual({ path: undefined, rawPath: undefined, region: undefined });
  });
});

describe('the region of a result', () => {
  test.each([
    [
      'is whole',
      { startLine: 1, startColumn: 2, endLine: 3, endColumn: 4 },
      { startLine: 1, startColumn: 2, endLine: 3, endColumn: 4 },
    ],
    ['may have a line only', { startLine: 7 }, { startLine: 7 }],
    ['may come as texts', { startLine: '7', endLine: '8' }, { startLine: 7, endLine: 8 }],
    ['loses columns of 0', { startLine: 7, startColumn: 0, endColumn: 0 }, { startLine: 7 }],
    ['loses an end before its begin', { startLine: 7, endLine: 3 }, { startLine: 7 }],
    ['is rounded down', { startLine: 7.9 }, { startLine: 7 }],
    ['is none at line 0', { startLine: 0 }, undefined],
    ['is none without a line', { charOffset: 100, charLength: 7 }, undefined],
    ['is none for nonsense', { startLine: 1e300 }, undefined],
    ['is none for a text', 'line 7', undefined],
  ])('%s', (_name, written, read) => {
    expect(asRegion(written)).toEqual(read);
  });
});
