import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PackageURL } from 'packageurl-js';
import { purlOf } from '../../src/inventory/purl.ts';
import type { KnownEcosystem } from '../../src/model/purl.ts';

const LETTERS = fc.constantFrom(...'abz019.-_~%@+ABZé ');
const part = fc.string({ unit: LETTERS, minLength: 1, maxLength: 8 });

test.each([
  ['PyPI', 'pypi', '/'],
  ['npm', 'npm', '/'],
  ['Go', 'golang', '/'],
  ['crates.io', 'cargo', '/'],
  ['Packagist', 'composer', '/'],
  ['Maven', 'maven', ':'],
  ['Hex', 'hex', '/'],
  ['Pub', 'pub', '/'],
  ['NuGet', 'nuget', '/'],
  ['RubyGems', 'gem', '/'],
] as const)('a purl of %s is what the library makes of it', (ecosystem: KnownEcosystem, type, separator) => {
  const takesNamespace = ['npm', 'Go', 'Packagist', 'Maven'].includes(ecosystem);
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 3 }), (parts) => {
      const name = (takesNamespace ? parts : parts.slice(0, 1)).join(separator);
      const at = takesNamespace ? name.lastIndexOf(separator) : -1;
      const expected = () =>
        new PackageURL(
          type,
          at > 0 ? name.slice(0, at) : undefined,
          name.slice(at + 1),
          undefined,
          undefined,
          undefined,
        ).toString();
      let wanted: string;
      try {
        wanted = expected();
      } catch {
        expect(() => purlOf(ecosystem, name)).toThrow();
        return;
      }
      expect(purlOf(ecosystem, name)).toBe(wanted);
    }),
    { numRuns: 300 },
  );
});
