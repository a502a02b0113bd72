import type { Overlay, OverlayEntry } from '../../images/overlay.ts';
import { readApkInstalled } from '../../inventory/apk/installed.ts';
import { readDpkgStatus } from '../../inventory/dpkg/status.ts';
import type { OsPackage, OsPackages } from '../../inventory/os-package.ts';
import { readRpmNdb } from '../../inventory/rpm/ndb.ts';
import { readRpmSqlite } from '../../inventory/rpm/sqlite.ts';
import type { FilePath } from '../../model/path.ts';
import type { Assets } from '../../ports/assets.ts';
import type { InLayer } from './facts.ts';

const RPM_FOLDERS = ['var/lib/rpm', 'usr/lib/sysimage/rpm', 'usr/share/rpm'];
const DATABASES: readonly FilePath[] = [
  'var/lib/dpkg/status',
  'lib/apk/db/installed',
  'usr/lib/apk/db/installed',
  ...RPM_FOLDERS.flatMap((folder) => ['rpmdb.sqlite', 'Packages.db', 'Packages'].map((name) => `${folder}/${name}`)),
];
const STATUS_FOLDER = 'var/lib/dpkg/status.d';

interface Known {
  readonly entry: OverlayEntry;
  readonly packages: readonly OsPackage[];
}

/**
 * Follows an image's package databases from layer to layer: a package comes from the layer with which it first stands in a database, and
 * stays that layer's as long as its version does.
 */
export class OsDatabases {
  readonly #assets: Assets;
  readonly #known = new Map<FilePath, Known>();
  readonly #problems = new Map<FilePath, string>();
  #found = new Map<string, InLayer<OsPackage>>();

  constructor(assets: Assets) {
    this.#assets = assets;
  }

  /** Looks at what a layer changed; to be called after each of them. */
  async follow(files: Overlay, layer: number): Promise<void> {
    let hasChanged = false;
    for (const path of databasesOf(files)) {
      const entry = files.find(path);
      if (entry === this.#known.get(path)?.entry) continue;
      hasChanged = true;
      this.#problems.delete(path);
      if (entry === undefined) this.#known.delete(path);
      else this.#known.set(path, { entry, packages: await this.#read(path, entry) });
    }
    for (const path of this.#known.keys()) {
      if (files.find(path) !== undefined) continue;
      this.#known.delete(path);
      hasChanged = true;
    }
    if (hasChanged) this.#attribute(layer);
  }

  get packages(): readonly InLayer<OsPackage>[] {
    return [...this.#found.values()];
  }

  get problems(): readonly { readonly path: FilePath; readonly why: string }[] {
    return [...this.#problems].map(([path, why]) => ({ path, why }));
  }

  #attribute(layer: number): void {
    const found = new Map<string, InLayer<OsPackage>>();
    for (const { packages } of this.#known.values()) {
      for (const item of packages) {
        const key = `${item.kind}\n${item.name}\n${item.version}\n${item.architecture ?? ''}`;
        if (!found.has(key)) found.set(key, this.#found.get(key) ?? { item, layer });
      }
    }
    this.#found = found;
  }

  async #read(path: FilePath, entry: OverlayEntry): Promise<readonly OsPackage[]> {
    if (entry.kind !== 'file' || entry.content === undefined) {
      this.#problems.set(path, 'it is a link to a file that was not read, or no file');
      return [];
    }
    const read = entry.content.length === 0 ? { packages: [], problems: [] } : await this.#parse(path, entry.content);
    if (read === undefined) {
      this.#problems.set(path, unreadable(path));
      return [];
    }
    if (read.problems.length > 0) this.#problems.set(path, read.problems.join('; '));
    return read.packages;
  }

  async #parse(path: FilePath, content: Buffer): Promise<OsPackages | undefined> {
    if (path.endsWith('/installed')) return readApkInstalled(content);
    if (path.includes('/dpkg/')) return readDpkgStatus(content);
    if (path.endsWith('.sqlite')) return readRpmSqlite(content, await this.#assets.read('sqlite'));
    return path.endsWith('.db') ? readRpmNdb(content) : undefined;
  }
}

function unreadable(path: FilePath): string {
  return path.endsWith('/Packages')
    ? 'a package database in the format of Berkeley DB, which cannot be read (rpm before 4.16)'
    : 'a damaged package database';
}

function databasesOf(files: Overlay): readonly FilePath[] {
  const single = files.names(STATUS_FOLDER).filter((name) => !name.endsWith('.md5sums'));
  return [...DATABASES, ...single.map((name) => `${STATUS_FOLDER}/${name}`)];
}
