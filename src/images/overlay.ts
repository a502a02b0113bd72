import type { FilePath } from '../model/path.ts';
import { inOrderOfEffect, type LayerChange } from './layer.ts';

/** A path of an image as it is after some layers. */
export type OverlayEntry =
  | {
      readonly kind: 'file';
      readonly layer: number;
      readonly mode: number;
      readonly sizeBytes: number;
      readonly content: Buffer | undefined;
    }
  | { readonly kind: 'symlink'; readonly layer: number; readonly target: string }
  | { readonly kind: 'folder' | 'other'; readonly layer: number };

/** A file that a layer took away or replaced; lower layers still hold it. */
export interface Removal {
  readonly path: FilePath;
  readonly entry: OverlayEntry;
  /** Index of the layer that removed it, from 0. */
  readonly by: number;
}

const MOST_LINKS = 40;

/** Layers laid over each other, as a container sees them. Nothing is ever written anywhere. */
export class Overlay {
  readonly #entries = new Map<FilePath, OverlayEntry>();
  /** Names by folder, so that a folder can go without looking at everything. */
  readonly #children = new Map<FilePath, Set<string>>();

  /** Lays a layer over the others; gives the files that are gone after it. Hard links take over what they point at. */
  apply(changes: readonly LayerChange[], layer: number): readonly Removal[] {
    const removals: Removal[] = [];
    const gone = (path: FilePath, entry: OverlayEntry) => {
      if (entry.kind === 'file') removals.push({ path, entry, by: layer });
    };
    for (const change of inOrderOfEffect(changes)) this.#applyOne(change, layer, gone);
    return removals.filter(({ path }) => !this.#entries.has(path));
  }

  /** Every path, in no particular order. */
  entries(): Iterable<readonly [FilePath, OverlayEntry]> {
    return this.#entries;
  }

  /** What is in a folder, in order; links on the way are followed. */
  names(folder: FilePath): readonly string[] {
    const place = this.resolve(folder);
    return place === undefined ? [] : [...(this.#children.get(place) ?? [])].sort();
  }

  /** What is at a path when all links on the way are followed, never out of the image; `undefined` where there is nothing, or a circle. */
  find(path: FilePath): OverlayEntry | undefined {
    const place = this.resolve(path);
    return place === undefined ? undefined : this.#entries.get(place);
  }

  /** The path without links; folders that no archive mentions are taken to exist. */
  resolve(path: FilePath): FilePath | undefined {
    const open = path.split('/').filter(Boolean);
    let resolved: string[] = [];
    let links = 0;
    while (open.length > 0) {
      const segment = open.shift() ?? '';
      if (segment === '.' || segment === '') continue;
      if (segment === '..') {
        resolved.pop();
        continue;
      }
      const here = [...resolved, segment];
      const entry = this.#entries.get(here.join('/'));
      if (entry?.kind !== 'symlink') {
        resolved = here;
        continue;
      }
      links += 1;
      if (links > MOST_LINKS || entry.target.length > 4096) return undefined;
      if (entry.target.startsWith('/')) resolved = [];
      open.unshift(...entry.target.split('/').filter(Boolean));
    }
    return resolved.join('/');
  }

  #applyOne(change: LayerChange, layer: number, gone: (path: FilePath, entry: OverlayEntry) => void): void {
    switch (change.kind) {
      case 'removed':
        this.#remove(change.path, gone);
        return;
      case 'emptied':
        for (const name of [...(this.#children.get(change.path) ?? [])]) {
          this.#remove(change.path === '' ? name : `${change.path}/${name}`, gone);
        }
        return;
      case 'folder':
        // A folder over a folder keeps what is in it; over anything else it replaces it.
        if (this.#entries.get(change.path)?.kind === 'folder') return;
        if (this.#entries.has(change.path)) this.#remove(change.path, gone);
        this.#put(change.path, { kind: 'folder', layer });
        return;
      case 'hardlink': {
        const target = this.#entries.get(change.target);
        this.#remove(change.path, gone);
        if (target?.kind === 'file') this.#put(change.path, { ...target, layer });
        else this.#put(change.path, { kind: 'other', layer });
        return;
      }
      case 'symlink':
        this.#remove(change.path, gone);
        this.#put(change.path, { kind: 'symlink', layer, target: change.target });
        return;
      case 'file': {
        const { mode, sizeBytes, content } = change;
        this.#remove(change.path, gone);
        this.#put(change.path, { kind: 'file', layer, mode, sizeBytes, content });
        return;
      }
      case 'other':
        this.#remove(change.path, gone);
        this.#put(change.path, { kind: 'other', layer });
        return;
    }
  }

  #put(path: FilePath, entry: OverlayEntry): void {
    this.#entries.set(path, entry);
    // Folders that the archive left out are there all the same.
    for (let at = path; at !== ''; ) {
      const slash = at.lastIndexOf('/');
      const folder = at.slice(0, Math.max(slash, 0));
      const names = this.#children.get(folder);
      const name = at.slice(slash + 1);
      if (names?.has(name)) return;
      if (names === undefined) this.#children.set(folder, new Set([name]));
      else names.add(name);
      at = folder;
    }
  }

  /** Takes away a path with all that is below it; without recursion, because a hostile archive may be deep. */
  #remove(path: FilePath, gone: (path: FilePath, entry: OverlayEntry) => void): void {
    const open = [path];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const entry = this.#entries.get(at);
      if (entry !== undefined) gone(at, entry);
      this.#entries.delete(at);
      for (const name of this.#children.get(at) ?? []) open.push(`${at}/${name}`);
      this.#children.delete(at);
    }
    const slash = path.lastIndexOf('/');
    this.#children.get(path.slice(0, Math.max(slash, 0)))?.delete(path.slice(slash + 1));
  }
}
