import type { ScannedFile } from '../../engines/contract.ts';

/** One file and the engines that want it, by name. */
export interface WantedFile extends ScannedFile {
  readonly engines: readonly string[];
}

/** A piece of work for one worker: small enough that all cores stay busy to the end, large enough that handing it over costs nothing. */
export const MAX_SHARD_FILES = 200;
export const MAX_SHARD_BYTES = 2 * 1024 * 1024;

/**
 * Every file that some engine wants, once, in the order of the file set. `wanted`: each engine's files, by its name. Files that the same
 * engines want share one list of them: it is handed to a worker once for each shard.
 */
export function mergeWanted(
  files: readonly ScannedFile[],
  wanted: ReadonlyMap<string, readonly ScannedFile[]>,
): readonly WantedFile[] {
  const pathsOf = [...wanted].map(([engine, own]) => ({ engine, paths: new Set(own.map(({ path }) => path)) }));
  const lists = new Map<string, readonly string[]>();
  return files.flatMap(({ path, sizeBytes }) => {
    const engines = pathsOf.filter(({ paths }) => paths.has(path)).map(({ engine }) => engine);
    if (engines.length === 0) return [];
    const key = engines.join();
    const shared = lists.get(key) ?? engines;
    lists.set(key, shared);
    return [{ path, sizeBytes, engines: shared }];
  });
}

/** The files cut into shards, in order; a file that is larger than a shard makes one alone. */
export function cutIntoShards(files: readonly WantedFile[]): readonly (readonly WantedFile[])[] {
  const shards: WantedFile[][] = [];
  let shard: WantedFile[] = [];
  let bytes = 0;
  for (const file of files) {
    if (shard.length > 0 && (shard.length >= MAX_SHARD_FILES || bytes + file.sizeBytes > MAX_SHARD_BYTES)) {
      shards.push(shard);
      shard = [];
      bytes = 0;
    }
    shard.push(file);
    bytes += file.sizeBytes;
  }
  return shard.length === 0 ? shards : [...shards, shard];
}
