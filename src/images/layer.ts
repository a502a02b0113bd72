import { comparePaths, type FilePath } from '../model/path.ts';
import { printable, shorten } from '../model/text.ts';
import { ImageError } from './image-error.ts';
import type { Budget } from './limits.ts';
import { type TarEntry, TarReader } from './tar.ts';
import type { Unpacked } from './unpack.ts';

/** What a layer does to one path. Paths are clean, without a slash at either end. */
export type LayerChange =
  | {
      readonly kind: 'file';
      readonly path: FilePath;
      readonly mode: number;
      readonly sizeBytes: number;
      readonly content: Buffer | undefined;
    }
  | { readonly kind: 'symlink' | 'hardlink'; readonly path: FilePath; readonly target: string }
  | { readonly kind: 'folder' | 'other'; readonly path: FilePath }
  /** `.wh.NAME`: what lower layers had at NAME is gone. */
  | { readonly kind: 'removed'; readonly path: FilePath }
  /** `.wh..wh..opq`: what lower layers had in this folder is gone. */
  | { readonly kind: 'emptied'; readonly path: FilePath };

/** Looks through a file that is too large to keep; its result is kept in the place of the content. */
export interface Sieve {
  write(piece: Uint8Array): void;
  /** `undefined` when there was nothing in it. */
  result(): Buffer | undefined;
}

/** What is to be done with a file of this path, size and mode: kept whole, looked through, or (`undefined`) passed over. */
export type Wanted = (path: FilePath, sizeBytes: number, mode: number) => 'whole' | Sieve | undefined;

/** What a layer holds, reduced to what its reader asked for. */
export interface LayerContent {
  /** In the archive's order. */
  readonly changes: readonly LayerChange[];
  /** Bytes of its files, as they claim. */
  readonly fileBytes: number;
  /** Its archive ends too early: what stands before that is here, the rest is not. */
  readonly problem: ImageError | undefined;
}

const WHITEOUT = '.wh.';
const OPAQUE = '.wh..wh..opq';

/** Takes a layer's tar archive in pieces (OCI image-spec, layer.md) and keeps the wanted files and what changes others. */
export class LayerReader implements Unpacked {
  readonly #changes: LayerChange[] = [];
  readonly #wanted: Wanted;
  readonly #budget: Budget;
  readonly #tar: TarReader;
  #open: { readonly entry: TarEntry; readonly path: FilePath; readonly result: () => Buffer | undefined } | undefined;
  #fileBytes = 0;
  #problem: ImageError | undefined;

  constructor(wanted: Wanted, budget: Budget) {
    this.#wanted = wanted;
    this.#budget = budget;
    this.#tar = new TarReader({ entry: (entry) => this.#take(entry), ended: () => this.#close() });
  }

  write(bytes: Uint8Array): void {
    this.#tar.write(bytes);
  }

  end(): void {
    try {
      this.#tar.end();
    } catch (error) {
      if (!(error instanceof ImageError)) throw error;
      this.#problem = error;
    }
  }

  get content(): LayerContent {
    return { changes: this.#changes, fileBytes: this.#fileBytes, problem: this.#problem };
  }

  #take(entry: TarEntry): ((piece: Uint8Array) => void) | undefined {
    const { limits } = this.#budget;
    if (!this.#budget.spendEntry())
      throw new ImageError(`has more than ${limits.entries} files`, 'leave it out of images');
    const path = cleanPath(entry.name);
    if (path === '') return undefined;
    const name = path.slice(path.lastIndexOf('/') + 1);
    const folder = path.slice(0, Math.max(path.lastIndexOf('/'), 0));
    if (name.startsWith(WHITEOUT)) {
      if (name === OPAQUE) this.#changes.push({ kind: 'emptied', path: folder });
      else if (!name.startsWith('.wh..wh.'))
        this.#changes.push({ kind: 'removed', path: joined(folder, name.slice(4)) });
      return undefined;
    }
    return this.#takeNamed(entry, path);
  }

  #takeNamed(entry: TarEntry, path: FilePath): ((piece: Uint8Array) => void) | undefined {
    switch (entry.type) {
      case '1':
        this.#changes.push({ kind: 'hardlink', path, target: cleanPath(entry.linkName) });
        return undefined;
      case '2':
        this.#changes.push({ kind: 'symlink', path, target: entry.linkName });
        return undefined;
      case '5':
        this.#changes.push({ kind: 'folder', path });
        return undefined;
      case '0':
      case '7':
        return this.#takeFile(entry, path);
      case 'g':
        return undefined;
      default:
        this.#changes.push({ kind: 'other', path });
        return undefined;
    }
  }

  #takeFile(entry: TarEntry, path: FilePath): ((piece: Uint8Array) => void) | undefined {
    this.#fileBytes += entry.sizeBytes;
    const wanted = this.#wanted(path, entry.sizeBytes, entry.mode);
    if (wanted === undefined) {
      this.#changes.push({ kind: 'file', path, mode: entry.mode, sizeBytes: entry.sizeBytes, content: undefined });
      return undefined;
    }
    if (wanted !== 'whole') {
      this.#open = { entry, path, result: () => wanted.result() };
      return (piece) => wanted.write(piece);
    }
    const { fileBytes, wantedBytes } = this.#budget.limits;
    if (entry.sizeBytes > fileBytes) throw tooLarge(path, fileBytes);
    if (!this.#budget.spendWanted(entry.sizeBytes)) throw tooLarge('its lockfiles and package databases', wantedBytes);
    const pieces: Uint8Array[] = [];
    this.#open = { entry, path, result: () => Buffer.concat(pieces) };
    // The bytes lie in a buffer that is used again.
    return (piece) => pieces.push(Uint8Array.from(piece));
  }

  #close(): void {
    if (this.#open === undefined) return;
    const { entry, path, result } = this.#open;
    this.#open = undefined;
    const { mode, sizeBytes } = entry;
    this.#changes.push({ kind: 'file', path, mode, sizeBytes, content: result() });
  }
}

function tooLarge(what: string, bytes: number): ImageError {
  return new ImageError(`has more than ${bytes / 2 ** 20} MB in ${what}`, 'leave it out of images');
}

function joined(folder: FilePath, name: string): FilePath {
  return folder === '' ? name : `${folder}/${name}`;
}

/**
 * A path as archives write it → one below the root of the image. A path that leads out of it is refused: no builder writes one, and
 * programs that unpack it have been attacked with them (CVE-2018-1002200 and many more).
 */
function cleanPath(name: string): FilePath {
  const segments = name.split('/').filter((segment) => segment !== '' && segment !== '.');
  if (segments.includes('..'))
    throw new ImageError(`has an entry that leads out of the image: ${shorten(printable(name), 80)}`);
  if (name.includes('\0') || name.length > 4096) throw new ImageError('has an entry with an impossible name');
  return segments.join('/');
}

/** Removals before additions, so that a layer never removes what it adds itself (layer.md, Whiteouts). */
export function inOrderOfEffect(changes: readonly LayerChange[]): readonly LayerChange[] {
  const isRemoval = ({ kind }: LayerChange) => kind === 'removed' || kind === 'emptied';
  return [
    ...changes.filter(isRemoval).sort((a, b) => comparePaths(a.path, b.path)),
    ...changes.filter((change) => !isRemoval(change)),
  ];
}
