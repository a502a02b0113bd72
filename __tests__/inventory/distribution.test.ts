import { describe, expect, test } from '@jest/globals';
import { barePurl, distributionOf, osPurl } from '../../src/inventory/distribution.ts';
import { readInstalledGem, readInstalledNpm, readInstalledPython } from '../../src/inventory/installed.ts';
import type { OsPackage } from '../../src/inventory/os-package.ts';
import { readOsRelease } from '../../src/inventory/os-release.ts';

function distribution(text: string) {
  const release = readOsRelease(Buffer.from(text));
  if (release === undefined) throw new Error('no release');
  return distributionOf(release);
}

describe('a distribution as OSV names it', () => {
  test.each([
    ['ID=debian\nVERSION_ID="12"', ['Debian:12']],
    ['ID=debian\nVERSION_CODENAME=forky', ['Debian:14']],
    ['ID=ubuntu\nVERSION_ID="22.04"', ['Ubuntu:22.04:LTS']],
    ['ID=ubuntu\nVERSION_ID="24.10"', ['Ubuntu:24.10']],
    ['ID=alpine\nVERSION_ID=3.19.1', ['Alpine:v3.19']],
    ['ID=alpine\nVERSION_ID=3.22.0_alpha20250108', ['Alpine:v3.22']],
    ['ID=wolfi\nVERSION_ID="20230201"', ['Wolfi']],
    ['ID=chainguard', ['Chainguard']],
    ['ID="rocky"\nID_LIKE="rhel centos fedora"\nVERSION_ID="9.3"', ['Rocky Linux:9']],
    ['ID="almalinux"\nVERSION_ID="8.10"', ['AlmaLinux:8']],
    [
      'ID="rhel"\nVERSION_ID="9.4"',
      [
        'Red Hat:enterprise_linux:9::baseos',
        'Red Hat:enterprise_linux:9::appstream',
        'Red Hat:enterprise_linux:9::crb',
      ],
    ],
    ['ID="opensuse-leap"\nVERSION_ID="15.6"', ['openSUSE:Leap 15.6']],
    ['ID="opensuse-tumbleweed"\nVERSION_ID="20240801"', ['openSUSE:Tumbleweed']],
    [
      'ID="sles"\nVERSION_ID="15.5"\nPRETTY_NAME="SUSE Linux Enterprise Server 15 SP5"',
      ['SUSE:Linux Enterprise Server 15 SP5'],
    ],
    ['ID="openEuler"\nVERSION_ID="24.03"\nPRETTY_NAME="openEuler 24.03 (LTS-SP1)"', ['openEuler:24.03-LTS-SP1']],
    ['ID=azurelinux\nVERSION_ID="3.0"', ['Azure Linux:3']],
    ['ID=fedora\nVERSION_ID=40', []],
    ['ID=debian', []],
  ])('%j', (text, ecosystems) => {
    expect(distribution(text).ecosystems).toEqual(ecosystems);
  });

  test.each(['', 'NAME=x', 'id=debian', '\0\0'])('a text without an ID is none: %j', (text) => {
    expect(readOsRelease(Buffer.from(text))).toBeUndefined();
  });

  test('quotes and escapes are taken away', () => {
    expect(readOsRelease(Buffer.from('ID=\'a\'\nPRETTY_NAME="say \\"x\\" for \\$1"\n# NAME=y\n'))).toMatchObject({
      id: 'a',
      name: 'say "x" for $1',
    });
  });
});

describe('package URLs', () => {
  const item = (kind: OsPackage['kind'], name: string, version: string): OsPackage => ({
    kind,
    name,
    version,
    architecture: 'amd64',
    source: { name, version },
  });

  test.each([
    [
      'ID=debian\nVERSION_ID="12"',
      item('deb', 'libstdc++6', '12.2.0-14'),
      'pkg:deb/debian/libstdc%2B%2B6@12.2.0-14?arch=amd64&distro=debian-12',
    ],
    [
      'ID=debian\nVERSION_ID="12"',
      item('deb', 'zlib1g', '1:1.2-1'),
      'pkg:deb/debian/zlib1g@1:1.2-1?arch=amd64&distro=debian-12',
    ],
    [
      'ID=alpine\nVERSION_ID=3.19.1',
      item('apk', 'musl', '1.2.4-r2'),
      'pkg:apk/alpine/musl@1.2.4-r2?arch=amd64&distro=alpine-3.19.1',
    ],
    [
      'ID=rhel\nVERSION_ID=9',
      item('rpm', 'openssl', '1:3.0-1'),
      'pkg:rpm/redhat/openssl@3.0-1?arch=amd64&distro=rhel-9&epoch=1',
    ],
    ['ID=wolfi', item('apk', 'curl', '8-r0'), 'pkg:apk/wolfi/curl@8-r0?arch=amd64&distro=wolfi'],
  ])('%j', (text, installed, purl) => {
    // The specification lets a colon stand, and the library writes it as %3A.
    expect(osPurl(installed, distribution(text)).replaceAll('%3A', ':')).toBe(purl);
  });

  test('a finding is known by name alone', () => {
    expect(barePurl('deb', distribution('ID=debian\nVERSION_ID=12'), 'openssl')).toBe('pkg:deb/debian/openssl');
  });
});

describe('packages of languages, where they are installed', () => {
  test.each([
    ['npm', readInstalledNpm, '{"name":"@a/b","version":"1.2.3"}', { name: '@a/b', version: '1.2.3' }],
    ['npm without a version', readInstalledNpm, '{"type":"module"}', undefined],
    ['npm that is no JSON', readInstalledNpm, '{', undefined],
    ['npm of other types', readInstalledNpm, '{"name":{},"version":1}', undefined],
    [
      'Python',
      readInstalledPython,
      'Metadata-Version: 2.1\nName: My_Pkg\nVersion: 1.0\n\nName: other\n',
      { name: 'my-pkg', version: '1.0' },
    ],
    ['Python without a version', readInstalledPython, 'Name: x\n', undefined],
    [
      'gem',
      readInstalledGem,
      'Gem::Specification.new do |s|\n  s.name = "rack".freeze\n  s.version = "2.2.3"\nend\n',
      { name: 'rack', version: '2.2.3' },
    ],
    ['gem that computes its version', readInstalledGem, 's.name = "x"\ns.version = X::VERSION\n', undefined],
  ])('%s', (_name, read, text, expected) => {
    expect(read(Buffer.from(text))).toEqual(expected);
  });
});
