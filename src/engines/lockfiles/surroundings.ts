import { decodeText } from '../../inventory/decode-text.ts';
import { PlatformError } from '../../model/errors.ts';
import type { FilePath } from '../../model/path.ts';
import type { Tree } from '../contract.ts';
import { CONFIGURATIONS, type Configuration, readConfiguration } from './configuration.ts';
import { type Manifest, readManifest } from './manifest.ts';

/** What lies around a lockfile and says how its packages should get here. */
export interface Surroundings {
  /** Configurations of package managers, of the lockfile's folder and those above. */
  readonly configurations: readonly Configuration[];
  /** The package.json of a folder, relative to the lockfile's. */
  readonly manifests: ReadonlyMap<string, Manifest>;
}

/** A lockfile may name this many projects; of more the rest is not held against it. */
const MOST_PROJECTS = 1000;

/** Deeper than any file system goes (PATH_MAX is 4,096). */
const MOST_FOLDERS = 64;

/** Finds and reads what lies around lockfiles, each file once. What is not there, or cannot be read, says nothing. */
export class Neighbourhood {
  readonly #tree: Tree;
  readonly #configurations = new Map<FilePath, Promise<Configuration | undefined>>();

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  /** `folders`: of the projects that the lockfile names. */
  async around(lockfile: FilePath, folders: readonly string[]): Promise<Surroundings> {
    const home = lockfile.slice(0, lockfile.lastIndexOf('/') + 1);
    const configurations: Configuration[] = [];
    for (const folder of foldersUpFrom(home)) {
      for (const name of CONFIGURATIONS) {
        const found = await this.#configuration(folder + name);
        if (found !== undefined) configurations.push(found);
      }
    }
    const manifests = new Map<string, Manifest>();
    for (const folder of folders.slice(0, MOST_PROJECTS)) {
      const path = `${home}${folder === '' ? '' : `${folder}/`}package.json`;
      const text = await this.#text(path);
      const manifest = text === undefined ? undefined : readManifest(path, text);
      if (manifest !== undefined) manifests.set(folder, manifest);
    }
    return { configurations, manifests };
  }

  #configuration(path: FilePath): Promise<Configuration | undefined> {
    const known = this.#configurations.get(path);
    if (known !== undefined) return known;
    const reading = this.#text(path).then((text) => (text === undefined ? undefined : readConfiguration(path, text)));
    this.#configurations.set(path, reading);
    return reading;
  }

  async #text(path: FilePath): Promise<string | undefined> {
    try {
      return decodeText(await this.#tree.read(path));
    } catch (error) {
      if (error instanceof PlatformError) return undefined;
      throw error;
    }
  }
}

/** `a/b/`, `a/`, ``. */
function foldersUpFrom(folder: string): readonly string[] {
  const segments = folder.split('/').slice(0, -1).slice(0, MOST_FOLDERS);
  return Array.from({ length: segments.length + 1 }, (_, index) =>
    segments
      .slice(0, segments.length - index)
      .map((segment) => `${segment}/`)
      .join(''),
  );
}
