import type { Ecosystem } from '../model/package.ts';

/** How a distribution of Linux orders its versions. */
export type VersionStyle = 'deb' | 'apk' | 'rpm';

/** Ecosystems whose name goes on with a release: `Debian:12` (https://ossf.github.io/osv-schema/#defined-ecosystems). */
const DISTRIBUTIONS: ReadonlyMap<string, VersionStyle> = new Map([
  ['Debian', 'deb'],
  ['Ubuntu', 'deb'],
  ['Echo', 'deb'],
  ['Alpine', 'apk'],
  ['Wolfi', 'apk'],
  ['Chainguard', 'apk'],
  ['MinimOS', 'apk'],
  ['Alpaquita', 'apk'],
  ['AlmaLinux', 'rpm'],
  ['Azure Linux', 'rpm'],
  ['Mageia', 'rpm'],
  ['Photon OS', 'rpm'],
  ['Red Hat', 'rpm'],
  ['Rocky Linux', 'rpm'],
  ['SUSE', 'rpm'],
  ['openEuler', 'rpm'],
  ['openSUSE', 'rpm'],
]);

/** The name without a release: what its folder and its advisories are found under. */
export function baseEcosystem(ecosystem: Ecosystem): string {
  return ecosystem.split(':', 1)[0] ?? '';
}

export function styleOf(ecosystem: Ecosystem): VersionStyle | undefined {
  return DISTRIBUTIONS.get(baseEcosystem(ecosystem));
}

/** Whether what is said of `named` is said of `installed`: the same release, or no word of a release on one of the sides. */
export function isSameRelease(installed: Ecosystem, named: Ecosystem): boolean {
  const [mine, other] = [releaseOf(installed), releaseOf(named)];
  return mine === '' || other === '' || mine === other;
}

/** Ubuntu's long-term releases are written with and without `:LTS`. */
function releaseOf(ecosystem: Ecosystem): string {
  return ecosystem.slice(baseEcosystem(ecosystem).length + 1).replace(/:LTS$/, '');
}
