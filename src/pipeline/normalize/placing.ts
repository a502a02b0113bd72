import { PlatformError } from '../../model/errors.ts';
import { imagePath, parseImageName } from '../../model/image-name.ts';
import type { FilePath } from '../../model/path.ts';
import type { Files } from '../../ports/files.ts';
import { absolutePath, isWithin } from '../absolute-path.ts';
import type { FileSet } from '../file-set.ts';

/** What becomes of a result by the path that its report gives. */
export type Placing =
  /** A file of the run, to be read. `repair` completes `1 result …` where the path had to be understood. */
  | { readonly kind: 'file'; readonly path: FilePath; readonly repair?: string }
  /** Nothing that can be read: a deleted file, a folder, no path at all. The result is kept: it may be real. */
  | { readonly kind: 'kept'; readonly path: FilePath; readonly repair?: string }
  | { readonly kind: 'excluded' }
  /** Not part of this scan, and counted: git ignores the file, or it lies elsewhere. */
  | { readonly kind: 'dropped'; readonly repair: string };

const ELSEWHERE = 'with a path from another folder';
const NO_PLACE: Placing = { kind: 'kept', path: '.', repair: 'without a place' };

/** Maps the paths of reports onto the file set. Asks the file system only about paths that are not in it, and about each once. */
export class Placer {
  readonly #root: FilePath;
  readonly #base: string;
  readonly #fileSet: FileSet;
  readonly #files: Files;
  readonly #known: ReadonlySet<FilePath>;
  /** Known, and not to be opened: what was too large, and links, which may lead anywhere. */
  readonly #closed: ReadonlySet<FilePath>;
  /** What stands for an image, wherever that lies: a place, and nothing to be read. */
  readonly #images: ReadonlySet<FilePath>;
  readonly #placings = new Map<string, Promise<Placing>>();

  /** `images`: the images that were named, as the settings have them. */
  constructor(fileSet: FileSet, files: Files, images: readonly string[] = []) {
    this.#images = new Set(images.map(parseImageName).flatMap((name) => (name === undefined ? [] : imagePath(name))));
    this.#root = withSlashes(fileSet.root).replace(/(?<=.)\/$/, '');
    this.#base = this.#root.slice(this.#root.lastIndexOf('/') + 1);
    this.#fileSet = fileSet;
    this.#files = files;
    const scanned = new Set(fileSet.files.map(({ path }) => path));
    this.#closed = new Set(fileSet.notLookedAt.map(({ path }) => path).filter((path) => !scanned.has(path)));
    this.#known = new Set([...scanned, ...this.#closed]);
  }

  /** `path` as a report gives it: relative to the root or its parent, absolute, with `./` or backslashes. */
  place(path: string | undefined): Promise<Placing> {
    const given = path ?? '';
    const known = this.#placings.get(given);
    if (known !== undefined) return known;
    const placing = this.#find(given);
    this.#placings.set(given, placing);
    return placing;
  }

  async #find(given: string): Promise<Placing> {
    if (given === '' || given.includes('\0')) return NO_PLACE;
    if (this.#images.has(given)) return { kind: 'kept', path: given };
    if (this.#known.has(given)) return this.#found(given);
    const path = given.includes('\\') ? withSlashes(given) : given;
    const relative = this.#relative(path);
    if (relative === undefined) return this.#findOutside(path);
    if (relative === '') return NO_PLACE;
    if (this.#known.has(relative)) return this.#found(relative);
    if (this.#fileSet.excludes(relative)) return { kind: 'excluded' };
    const shortened = this.#withoutFolder(relative);
    return shortened === undefined ? this.#ask(relative) : this.#found(shortened, ELSEWHERE);
  }

  #found(path: FilePath, repair?: string): Placing {
    if (this.#fileSet.excludes(path)) return { kind: 'excluded' };
    if (this.#closed.has(path)) return { kind: 'kept', path, repair: 'in files that were not looked at' };
    return { kind: 'file', path, ...(repair !== undefined && { repair }) };
  }

  /** Relative to the root, without `.` and `..`; `undefined` outside of it. `../root/a` is inside. */
  #relative(path: string): FilePath | undefined {
    const whole = resolveDots(isAbsolute(path) ? path : `${this.#root}/${path}`);
    if (whole === this.#root) return '';
    const inside = this.#root === '/' ? '/' : `${this.#root}/`;
    return whole.startsWith(inside) ? whole.slice(inside.length) : undefined;
  }

  /** `checkov -d root` in the root's parent writes `root/a`; a tool that looks for git writes paths from the work tree's top. */
  #withoutFolder(path: FilePath): FilePath | undefined {
    return [`${this.#base}/`, this.#fileSet.prefix]
      .filter((folder) => folder.length > 1 && path.startsWith(folder))
      .map((folder) => path.slice(folder.length))
      .find((inner) => this.#known.has(inner));
  }

  /** Ran in a container, the tool saw our files under another root. A file that really is out there is no concern of this scan. */
  async #findOutside(path: string): Promise<Placing> {
    const dropped: Placing = { kind: 'dropped', repair: 'outside the scanned folder, dropped' };
    if (!isAbsolute(path) || (await this.#kindOf(path)) !== undefined) return dropped;
    const segments = path.split('/');
    for (let from = 1; from < segments.length; from++) {
      const inner = segments.slice(from).join('/');
      if (this.#known.has(inner)) return this.#found(inner, ELSEWHERE);
    }
    return dropped;
  }

  async #ask(path: FilePath): Promise<Placing> {
    const absolute = absolutePath(this.#root, path);
    switch (await this.#kindOf(absolute)) {
      case 'file':
      case 'other':
        return { kind: 'dropped', repair: 'in files that are not part of the scan (ignored), dropped' };
      case 'symlink':
        return this.#follow(absolute, path);
      case 'directory':
        return { kind: 'kept', path, repair: 'on a folder instead of a file' };
      case undefined:
        return { kind: 'kept', path, repair: 'naming a file that is not there' };
    }
  }

  async #follow(absolute: FilePath, path: FilePath): Promise<Placing> {
    const kept: Placing = { kind: 'kept', path, repair: 'on a symbolic link' };
    try {
      const target = await this.#files.resolve(absolute);
      if (!isWithin(this.#root, target)) return { kind: 'dropped', repair: 'outside the scanned folder, dropped' };
      const relative = this.#relative(target);
      return relative !== undefined && this.#known.has(relative) ? this.#found(relative) : kept;
    } catch (error) {
      if (error instanceof PlatformError) return kept;
      throw error;
    }
  }

  async #kindOf(path: FilePath) {
    try {
      return (await this.#files.stat(path)).kind;
    } catch (error) {
      if (error instanceof PlatformError) return undefined;
      throw error;
    }
  }
}

function isAbsolute(path: string): boolean {
  return /^(?:\/|[A-Za-z]:\/)/.test(path);
}

function withSlashes(path: string): string {
  return path.replaceAll('\\', '/');
}

/** Absolute path → the same without `.`, `..` and empty segments; above the top there is nothing. */
function resolveDots(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return path.startsWith('/') ? `/${segments.join('/')}` : segments.join('/');
}
