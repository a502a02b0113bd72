import type { PackageVersion } from '../../advisories/package-key.ts';
import { barePurl, type Distribution, namesSources } from '../../inventory/distribution.ts';
import type { OsPackage } from '../../inventory/os-package.ts';
import { comparePaths, type FilePath } from '../../model/path.ts';
import type { ImageFacts, InLayer } from './facts.ts';

/** What advisories are asked about, once however many packages were built from it. */
export interface Component {
  /** As the advisories name it, in each ecosystem that may have something about it. */
  readonly asked: readonly PackageVersion[];
  readonly purl: string;
  /** The installed packages, when they are called otherwise. */
  readonly packages: readonly string[];
  /** Index of the layer that brought the first of them. */
  readonly layer: number;
  /** The file of the image that names it; `undefined` for the distribution's own packages. */
  readonly file: FilePath | undefined;
  readonly development: boolean;
}

/** Everything in an image that advisories may know: the distribution's packages by what they were built from, and the languages'. */
export function componentsOf({ osPackages, languagePackages, distribution }: ImageFacts): readonly Component[] {
  const system = distribution === undefined ? [] : systemComponents(osPackages, distribution);
  const languages = new Map<string, Component>();
  for (const { item, layer } of languagePackages) {
    const { ecosystem, name, version, purl, manifest, development } = item;
    if (item.origin === 'own') continue;
    const key = `${ecosystem}\n${name}\n${version}`;
    if (languages.has(key)) continue;
    languages.set(key, {
      asked: [{ ecosystem, name, version }],
      purl,
      packages: [],
      layer,
      file: manifest,
      development,
    });
  }
  return [...system, ...languages.values()];
}

function systemComponents(packages: readonly InLayer<OsPackage>[], distribution: Distribution): readonly Component[] {
  const groups = new Map<string, InLayer<OsPackage>[]>();
  for (const found of packages) {
    const { name, version } = askedOf(found.item);
    const key = `${found.item.kind}\n${name}\n${version}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [found]);
    else group.push(found);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { name, version } = askedOf(first.item);
    const names = [...new Set(group.map(({ item }) => item.name))].sort(comparePaths);
    return [
      {
        asked: distribution.ecosystems.map((ecosystem) => ({ ecosystem, name, version })),
        purl: barePurl(first.item.kind, distribution, name),
        packages: names.length === 1 && names[0] === name ? [] : names,
        layer: Math.min(...group.map(({ layer }) => layer)),
        file: undefined,
        development: false,
      },
    ];
  });
}

function askedOf({ kind, name, version, source }: OsPackage): { readonly name: string; readonly version: string } {
  return namesSources(kind) ? source : { name, version };
}
