import { describe, expect, test } from '@jest/globals';
import { canonicalPurl, purlVersion } from '../../src/model/purl.ts';

describe('a package URL', () => {
  test.each([
    ['pkg:npm/lodash', 'pkg:npm/lodash', undefined],
    ['pkg:npm/lodash@4.17.15', 'pkg:npm/lodash', '4.17.15'],
    ['pkg:npm/@acme/a@1.0.0', 'pkg:npm/%40acme/a', '1.0.0'],
    ['pkg:npm/%40acme/a', 'pkg:npm/%40acme/a', undefined],
    ['pkg:golang/github.com/acme/a@v1.2.3?type=module#sub', 'pkg:golang/github.com/acme/a', 'v1.2.3'],
    ['pkg:pypi/Django_Rest@1', 'pkg:pypi/django-rest', '1'],
  ])('%s is %s', (written, canonical, version) => {
    expect(canonicalPurl(written)).toBe(canonical);
    expect(purlVersion(written)).toBe(version);
  });

  test.each(['', 'lodash', 'pkg:', 'pkg:npm', 'pkg:npm/', 'http://x/y', 'pkg:npm/%E0%A4%A'])(
    '%j is none',
    (written) => {
      expect(canonicalPurl(written)).toBeUndefined();
      expect(purlVersion(written)).toBeUndefined();
    },
  );
});
