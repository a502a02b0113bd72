import { describe, expect, test } from '@jest/globals';
import { ecosystemOfManifest } from '../../src/scanners/manifest-ecosystem.ts';
import { raiseTo, reportedPackage } from '../../src/scanners/reported-package.ts';

describe('the ecosystem of a manifest', () => {
  test.each([
    ['package-lock.json', 'npm'],
    ['web/pnpm-lock.yaml', 'npm'],
    ['requirements.txt', 'PyPI'],
    ['requirements-dev.txt', 'PyPI'],
    ['dev-requirements.txt', 'PyPI'],
    ['uv.lock', 'PyPI'],
    ['cmd/go.mod', 'Go'],
    ['Cargo.lock', 'crates.io'],
    ['pom.xml', 'Maven'],
    ['composer.lock', 'Packagist'],
    ['package.json', undefined],
    ['toString', undefined],
    ['requirements.md', undefined],
  ])('%s is %s', (path, ecosystem) => {
    expect(ecosystemOfManifest(path)).toBe(ecosystem);
  });
});

describe('a package as a report names it', () => {
  test.each([
    ['package-lock.json', '@acme/a', '1.0.0', 'pkg:npm/%40acme/a', '@acme/a', '1.0.0'],
    ['requirements.txt', 'Ruamel.YAML_clib', '0.2', 'pkg:pypi/ruamel-yaml-clib', 'ruamel-yaml-clib', '0.2'],
    ['go.mod', 'golang.org/x/net', 'v0.1.0', 'pkg:golang/golang.org/x/net', 'golang.org/x/net', '0.1.0'],
    ['go.mod', 'stdlib', '1.21', 'pkg:golang/stdlib', 'stdlib', '1.21'],
    ['pom.xml', 'org.acme:lib', '2', 'pkg:maven/org.acme/lib', 'org.acme:lib', '2'],
    ['composer.lock', 'acme/lib', '2.0', 'pkg:composer/acme/lib', 'acme/lib', '2.0'],
    ['Cargo.lock', 'serde_json', '1.0.0', 'pkg:cargo/serde_json', 'serde_json', '1.0.0'],
  ])('in %s: %s %s', (manifest, given, installed, purl, name, version) => {
    expect(reportedPackage({ manifest, name: given, version: installed, fixed: [] })).toEqual({
      ecosystem: ecosystemOfManifest(manifest),
      name,
      version,
      purl,
      fixedVersions: [],
      path: [],
      development: false,
    });
  });

  test.each([
    ['of no known manifest', 'README.md', 'a'],
    ['without a name', 'package-lock.json', ''],
  ])('%s is none', (_name, manifest, name) => {
    expect(reportedPackage({ manifest, name, version: '1', fixed: [] })).toBeUndefined();
  });

  test('keeps what is hostile in a name out of the structure of its purl', () => {
    const hostile = reportedPackage({ manifest: 'package-lock.json', name: 'a@1?x=y#z', version: '1', fixed: [] });
    expect(hostile?.purl).toBe('pkg:npm/a%401%3Fx%3Dy%23z');
  });
});

describe('the versions that cure it', () => {
  test.each<[string, string, readonly string[], readonly string[]]>([
    ['those above the installed one, lowest first', '4.5.1', ['4.10.0', '3.0.8', '4.5.2'], ['4.5.2', '4.10.0']],
    ['each once', '1.0', ['1.1', '1.1'], ['1.1']],
    ['none that is not above', '2.0', ['1.9', '2.0.0'], []],
    ['the only one, though it cannot be compared', '1.0.0-beta', ['1.0.0-rc1'], ['1.0.0-rc1']],
    ['none of several that cannot be compared', '1.0.0-beta', ['1.0.0-rc1', '2.0.0'], []],
  ])('are %s', (_name, version, fixed, expected) => {
    const affected = reportedPackage({ manifest: 'package-lock.json', name: 'a', version, fixed });
    expect(affected?.fixedVersions).toEqual(expected);
    const text = expected[0] === undefined ? undefined : { text: `raise a to ${expected[0]} (first fixed)` };
    expect(affected && raiseTo(affected)).toEqual(text);
  });

  test('are spelled as the installed one is', () => {
    const affected = reportedPackage({ manifest: 'go.mod', name: 'a/b', version: 'v1.0.0', fixed: ['v1.2.0'] });
    expect(affected?.fixedVersions).toEqual(['1.2.0']);
  });
});
