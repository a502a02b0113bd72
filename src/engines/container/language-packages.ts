import type { Overlay } from '../../images/overlay.ts';
import { readGoBuildInfo } from '../../inventory/go/build-info.ts';
import { readInstalledGem, readInstalledNpm, readInstalledPython } from '../../inventory/installed.ts';
import { type Inventory, problemOfUnversioned } from '../../inventory/inventory.ts';
import { companionPath, manifestKind } from '../../inventory/kinds.ts';
import { purlOf } from '../../inventory/purl.ts';
import { inventoryOfRequirements } from '../../inventory/python/requirement-set.ts';
import { readRequirements } from '../../inventory/python/requirements.ts';
import { MANIFEST_READERS } from '../../inventory/read-manifest.ts';
import { comparePaths, type FilePath } from '../../model/path.ts';
import type { KnownEcosystem } from '../../model/purl.ts';
import { count } from '../../model/text.ts';
import type { InLayer, LanguagePackage } from './facts.ts';
import { wantedKind } from './wanted-files.ts';

const INSTALLED = {
  npm: { ecosystem: 'npm', read: readInstalledNpm },
  python: { ecosystem: 'PyPI', read: readInstalledPython },
  gem: { ecosystem: 'RubyGems', read: readInstalledGem },
} as const;

/** Where npm puts packages (https://docs.npmjs.com/cli/configuring-npm/folders); a package.json elsewhere is an application's own, or a part of a package. */
const IN_NODE_MODULES = /(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/]+\/package\.json$/;

/** What an image's files say about packages of languages, and what of them could not be read. */
export interface LanguagePackages {
  readonly packages: readonly InLayer<LanguagePackage>[];
  readonly problems: readonly { readonly path: FilePath; readonly why: string }[];
}

/**
 * Packages that are installed in an image, and those of lockfiles whose ecosystem has nothing installed there: where the packages are, the
 * lockfile beside them also names what was left out.
 */
export function languagePackagesIn(files: Overlay): LanguagePackages {
  const packages: InLayer<LanguagePackage>[] = [];
  const locked: InLayer<LanguagePackage>[] = [];
  const problems: { path: FilePath; why: string }[] = [];
  const nameless: FilePath[] = [];
  const contents = [...files.entries()].sort(([a], [b]) => comparePaths(a, b));
  for (const [path, entry] of contents) {
    if (entry.kind !== 'file' || entry.content === undefined) continue;
    const { layer, content } = entry;
    const kind = wantedKind(path, entry.sizeBytes);
    // Of a file that nobody knows by name the content was kept because Go's build information is in it.
    if (kind === undefined) packages.push(...builtIn(path, content).map((item) => ({ item, layer })));
    if (kind === 'npm' || kind === 'python' || kind === 'gem') {
      const found = INSTALLED[kind].read(content);
      if (found !== undefined) packages.push({ item: installed(INSTALLED[kind].ecosystem, found, path), layer });
      // A package.json elsewhere may well name nothing.
      else if (kind !== 'npm' || IN_NODE_MODULES.test(path)) nameless.push(path);
    } else if (kind === 'manifest') {
      const read = readLocked(path, content, files);
      locked.push(...read.packages.map((item) => ({ item, layer })));
      problems.push(...read.problems.map((why) => ({ path, why })));
    }
  }
  const [first] = nameless;
  if (first !== undefined) {
    const others = nameless.length > 1 ? ` (and ${count(nameless.length - 1, 'other file')} of the kind)` : '';
    problems.push({
      path: first,
      why: `the package that is installed there cannot be told by name and version${others}`,
    });
  }
  const present = new Set(packages.filter(({ item }) => item.origin === 'installed').map(({ item }) => item.ecosystem));
  return { packages: [...packages, ...locked.filter(({ item }) => !present.has(item.ecosystem))], problems };
}

function installed(
  ecosystem: KnownEcosystem,
  { name, version }: { readonly name: string; readonly version: string },
  manifest: FilePath,
): LanguagePackage {
  const purl = purlOf(ecosystem, name);
  const origin = ecosystem === 'npm' && !IN_NODE_MODULES.test(manifest) ? 'own' : 'installed';
  return { ecosystem, name, version, purl, manifest, line: 1, path: [], development: false, origin };
}

function builtIn(manifest: FilePath, content: Buffer): readonly LanguagePackage[] {
  return readGoBuildInfo(content).map(({ name, version, isMain }) => ({
    ecosystem: 'Go',
    name,
    version,
    purl: purlOf('Go', name),
    manifest,
    line: 1,
    path: [],
    development: false,
    origin: isMain ? 'own' : 'installed',
  }));
}

function readLocked(
  path: FilePath,
  content: Buffer,
  files: Overlay,
): { readonly packages: readonly LanguagePackage[]; readonly problems: readonly string[] } {
  const kind = manifestKind(path);
  if (kind === undefined) return { packages: [], problems: [] };
  if (kind === 'requirements') {
    const reading = readRequirements(path, content);
    if (reading.kind === 'unreadable') return { packages: [], problems: [reading.why] };
    return versioned(inventoryOfRequirements(reading.requirements, new Map([[path, reading.requirements]])));
  }
  const companion = companionPath(path, kind);
  const beside = companion === undefined ? undefined : files.find(companion);
  const reading = MANIFEST_READERS[kind](path, content, beside?.kind === 'file' ? beside.content : undefined);
  return reading.kind === 'unreadable' ? { packages: [], problems: [reading.why] } : versioned(reading.inventory);
}

function versioned({ packages, foreign, problems }: Inventory) {
  const known = packages.flatMap(({ version, ...rest }) =>
    version === undefined ? [] : [{ ...rest, version, origin: 'locked' as const }],
  );
  return { packages: known, problems: [...problems, ...problemOfUnversioned(foreign)] };
}
