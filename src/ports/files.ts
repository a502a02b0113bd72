import type { FilePath } from '../model/path.ts';

export type EntryKind = 'file' | 'directory' | 'symlink' | 'other';

export interface FileStat {
  readonly kind: EntryKind;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
}

export interface DirectoryEntry {
  readonly name: string;
  readonly kind: EntryKind;
}

/**
 * The file system. Paths are absolute and carry odd bytes as `model/path.ts` says.
 * Every method rejects with `PlatformError` (`not-found`, `forbidden`, `not-a-file`, `too-large`, `full`, `failed`).
 */
export interface Files {
  /** Does not follow a symbolic link. */
  stat(path: FilePath): Promise<FileStat>;
  /** Entries in no particular order. */
  list(path: FilePath): Promise<readonly DirectoryEntry[]>;
  /** The whole file; `too-large` when it has more than `maxBytes`. Never opens a link (`resolve` it first), device, pipe or directory (`not-a-file`). */
  read(path: FilePath, maxBytes: number): Promise<Uint8Array>;
  /** At most `length` bytes from `offset` on, fewer only where the file ends. Never opens a device, pipe or directory (`not-a-file`). */
  readPart(path: FilePath, offset: number, length: number): Promise<Uint8Array>;
  /** Resolves all symbolic links. */
  resolve(path: FilePath): Promise<FilePath>;
  /** Writes beside the target and renames into place; a target that exists and is no regular file is `not-a-file`. Makes missing folders. */
  write(path: FilePath, content: Uint8Array | string): Promise<void>;
  /** A new private folder (mode 0700) outside the workspace, removed at the end of the process whatever happens. */
  makeTemporaryFolder(purpose: string): Promise<FilePath>;
  /** Removes a file or folder with all that is in it; nothing there is fine. */
  remove(path: FilePath): Promise<void>;
}
