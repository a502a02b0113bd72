import { PackageURL } from 'packageurl-js';
import type { OsPackage } from './os-package.ts';
import type { OsRelease } from './os-release.ts';

/** A distribution as the OSV schema and package URLs name it. */
export interface Distribution {
  /**
   * With its release: `Debian:12`. Several where one release is split, as Red Hat's repositories are; none for a distribution that OSV has
   * nothing about (https://ossf.github.io/osv-schema/#defined-ecosystems).
   */
  readonly ecosystems: readonly string[];
  /** The namespace of its package URLs. */
  readonly namespace: string;
  /** `debian-12`, the qualifier `distro` of its package URLs. */
  readonly distro: string;
  /** `Debian GNU/Linux 12 (bookworm)` */
  readonly name: string;
}

/** The distribution of an image. */
export function distributionOf(release: OsRelease): Distribution {
  const { id, version, name } = release;
  const namespace = NAMESPACES[id] ?? id;
  return { ecosystems: ecosystemsOf(release), namespace, distro: version === '' ? id : `${id}-${version}`, name };
}

/** Vendors of https://github.com/package-url/purl-spec/blob/main/types-doc/rpm-definition.md where the ID is another word. */
const NAMESPACES: Readonly<Record<string, string>> = {
  rhel: 'redhat',
  'opensuse-leap': 'opensuse',
  'opensuse-tumbleweed': 'opensuse',
};

/** Releases of Debian that are only called by name while they are being made. */
const DEBIAN_NAMES: Readonly<Record<string, string>> = { bookworm: '12', trixie: '13', forky: '14', duke: '15' };

function ecosystemsOf(release: OsRelease): readonly string[] {
  const { id, version, codename, name } = release;
  const major = version.split('.', 1)[0] ?? '';
  switch (id) {
    case 'debian':
      return withRelease('Debian', major || (DEBIAN_NAMES[codename] ?? ''));
    case 'ubuntu':
      return withRelease('Ubuntu', isLongTerm(version) ? `${version}:LTS` : version);
    case 'alpine':
      return withRelease('Alpine', /^\d+\.\d+/.exec(version)?.[0].replace(/^/, 'v') ?? '');
    case 'wolfi':
      return ['Wolfi'];
    case 'chainguard':
      return ['Chainguard'];
    case 'rocky':
      return withRelease('Rocky Linux', major);
    case 'almalinux':
      return withRelease('AlmaLinux', major);
    case 'rhel':
      // The repositories that a container image of the vendor's is built from.
      return major === ''
        ? []
        : ['baseos', 'appstream', 'crb'].map((part) => `Red Hat:enterprise_linux:${major}::${part}`);
    case 'opensuse-leap':
      return withRelease('openSUSE', version === '' ? '' : `Leap ${version}`);
    case 'opensuse-tumbleweed':
      return ['openSUSE:Tumbleweed'];
    case 'sles':
    case 'sled':
    case 'sle_hpc':
      return suse(release);
    case 'mageia':
      return withRelease('Mageia', major);
    case 'openeuler':
      return withRelease(
        'openEuler',
        name
          .replace(/^openEuler\s*/i, '')
          .replace(/[() ]+/g, '-')
          .replace(/-$/, ''),
      );
    case 'azurelinux':
      return withRelease('Azure Linux', major);
    case 'photon':
      return withRelease('Photon OS', version);
    default:
      return [];
  }
}

function withRelease(ecosystem: string, release: string): readonly string[] {
  return release === '' ? [] : [`${ecosystem}:${release}`];
}

/** Every second April (https://ubuntu.com/about/release-cycle). */
function isLongTerm(version: string): boolean {
  const [, year, month] = /^(\d\d)\.(\d\d)/.exec(version) ?? [];
  return month === '04' && Number(year) % 2 === 0;
}

/** `SUSE Linux Enterprise Server 15 SP5` → `SUSE:Linux Enterprise Server 15 SP5`. */
function suse({ name }: OsRelease): readonly string[] {
  return name.startsWith('SUSE ') ? [`SUSE:${name.slice('SUSE '.length)}`] : [];
}

/** Whether advisories of this ecosystem name source packages: Debian's, Ubuntu's and the apk ones do, those with rpm name what is installed. */
export function namesSources(kind: OsPackage['kind']): boolean {
  return kind !== 'rpm';
}

/**
 * The package URL of an installed package with its qualifiers, as bills of materials write it
 * (https://github.com/package-url/purl-spec/blob/main/types-doc/deb-definition.md and its neighbours).
 */
export function osPurl(item: OsPackage, { namespace, distro }: Distribution): string {
  const [, epoch, version = item.version] = (item.kind === 'rpm' ? /^(\d+):(.*)$/.exec(item.version) : null) ?? [];
  const qualifiers = {
    ...(item.architecture !== undefined && { arch: item.architecture }),
    distro,
    ...(epoch !== undefined && { epoch }),
  };
  return new PackageURL(item.kind, namespace, item.name, version, qualifiers, undefined).toString();
}

/** The same without version and qualifiers: what a finding is known by. */
export function barePurl(kind: OsPackage['kind'], { namespace }: Distribution, name: string): string {
  return new PackageURL(kind, namespace, name, undefined, undefined, undefined).toString();
}
