import { PlatformError } from '../../src/model/errors.ts';
import type { FilePath } from '../../src/model/path.ts';
import type { DirectoryEntry, FileStat, Files } from '../../src/ports/files.ts';

type Entry =
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  | { readonly kind: 'directory' }
  | { readonly kind: 'symlink'; readonly target: FilePath }
  | { readonly kind: 'other' };

/**
 * A file system in memory, as strict as the port: parents must exist (adding makes them), links are never followed except by `resolve`,
 * and everything below a forbidden path is refused. Counts what is asked of it in `calls`.
 */
export class FakeFiles implements Files {
  readonly calls = { stat: 0, list: 0, read: 0, readPart: 0, resolve: 0, write: 0, makeTemporaryFolder: 0, remove: 0 };
  readonly #entries = new Map<FilePath, Entry>([['/', { kind: 'directory' }]]);
  readonly #forbidden = new Set<FilePath>();
  #temporaryFolders = 0;

  /** `files` by absolute path: what they hold. */
  constructor(files: Readonly<Record<FilePath, string | Uint8Array>> = {}) {
    for (const [path, content] of Object.entries(files)) this.addFile(path, content);
  }

  addFile(path: FilePath, content: string | Uint8Array): void {
    this.#add(path, { kind: 'file', bytes: typeof content === 'string' ? Buffer.from(content) : content });
  }

  addFolder(path: FilePath): void {
    this.#add(path, { kind: 'directory' });
  }

  /** A symbolic link; `target` is absolute, and need not exist. */
  addLink(path: FilePath, target: FilePath): void {
    this.#add(path, { kind: 'symlink', target });
  }

  /** A device, a pipe or a socket. */
  addDevice(path: FilePath): void {
    this.#add(path, { kind: 'other' });
  }

  /** From now on the path and all below it is refused. */
  forbid(path: FilePath): void {
    this.#forbidden.add(path);
  }

  has(path: FilePath): boolean {
    return this.#entries.has(path);
  }

  /** What a file holds, as text; throws where there is none. */
  text(path: FilePath): string {
    return Buffer.from(this.#file(path)).toString('utf8');
  }

  async stat(path: FilePath): Promise<FileStat> {
    this.calls.stat += 1;
    const entry = this.#get(path);
    return { kind: entry.kind, sizeBytes: entry.kind === 'file' ? entry.bytes.length : 0, modifiedMs: 0 };
  }

  async list(path: FilePath): Promise<readonly DirectoryEntry[]> {
    this.calls.list += 1;
    if (this.#forbidden.has(path)) throw new PlatformError('forbidden', `may not read ${path}`);
    if (this.#get(path).kind !== 'directory') throw new PlatformError('failed', `${path} is no folder`);
    const inside = path === '/' ? '/' : `${path}/`;
    return [...this.#entries]
      .filter(([other]) => other !== '/' && other.startsWith(inside) && !other.slice(inside.length).includes('/'))
      .map(([other, { kind }]) => ({ name: other.slice(inside.length), kind }));
  }

  async read(path: FilePath, maxBytes: number): Promise<Uint8Array> {
    this.calls.read += 1;
    if (this.#forbidden.has(path)) throw new PlatformError('forbidden', `may not read ${path}`);
    const bytes = this.#file(path);
    if (bytes.length > maxBytes) throw new PlatformError('too-large', `${path} has more than ${maxBytes} bytes`);
    return bytes;
  }

  async readPart(path: FilePath, offset: number, length: number): Promise<Uint8Array> {
    this.calls.readPart += 1;
    if (this.#forbidden.has(path)) throw new PlatformError('forbidden', `may not read ${path}`);
    return this.#file(path).subarray(offset, offset + length);
  }

  async resolve(path: FilePath): Promise<FilePath> {
    this.calls.resolve += 1;
    return this.#resolve(path, 0);
  }

  async write(path: FilePath, content: Uint8Array | string): Promise<void> {
    this.calls.write += 1;
    const old = this.#entries.get(path);
    if (old !== undefined && old.kind !== 'file') throw new PlatformError('not-a-file', `${path} is no regular file`);
    this.#checkAllowed(path);
    this.addFile(path, content);
  }

  async makeTemporaryFolder(purpose: string): Promise<FilePath> {
    this.calls.makeTemporaryFolder += 1;
    this.#temporaryFolders += 1;
    const path = `/tmp/${purpose}-${this.#temporaryFolders}`;
    this.addFolder(path);
    return path;
  }

  async remove(path: FilePath): Promise<void> {
    this.calls.remove += 1;
    for (const other of [...this.#entries.keys()]) {
      if (other === path || other.startsWith(`${path}/`)) this.#entries.delete(other);
    }
  }

  /** Segment by segment; `links` counts those followed, and 40 are a circle, as on Linux. */
  #resolve(path: FilePath, links: number): FilePath {
    let resolved = '';
    for (const segment of path.split('/').filter(Boolean)) {
      const entry = this.#get(`${resolved}/${segment}`);
      if (links > 40) throw new PlatformError('failed', `the links of ${path} go in a circle`);
      resolved = entry.kind === 'symlink' ? this.#resolve(entry.target, links + 1) : `${resolved}/${segment}`;
    }
    return resolved || '/';
  }

  #add(path: FilePath, entry: Entry): void {
    const parent = path.slice(0, path.lastIndexOf('/')) || '/';
    if (!this.#entries.has(parent)) this.#add(parent, { kind: 'directory' });
    this.#entries.set(path, entry);
  }

  #get(path: FilePath): Entry {
    this.#checkAllowed(path);
    const entry = this.#entries.get(path);
    if (entry === undefined) throw new PlatformError('not-found', `there is no ${path}`);
    return entry;
  }

  #file(path: FilePath): Uint8Array {
    const entry = this.#get(path);
    if (entry.kind !== 'file') throw new PlatformError('not-a-file', `${path} is no regular file`);
    return entry.bytes;
  }

  /** As on POSIX: what is below a forbidden folder cannot be seen, the folder itself can. */
  #checkAllowed(path: FilePath): void {
    for (const forbidden of this.#forbidden) {
      if (path.startsWith(`${forbidden}/`)) throw new PlatformError('forbidden', `may not look into ${forbidden}`);
    }
  }
}
