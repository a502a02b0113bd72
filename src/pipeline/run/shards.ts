import type { ScannedFile } from '../../engines/contract.ts';
import type { FilePath } from '../../model/path.ts';

/** One file and the engines that want it, by name. */
export interface WantedFile extends ScannedFile {
  readonly engines: readonly string[];
}

/** A piece of work for one worker: small enough that all cores stay busy to the end, large enough that handing it over costs nothing. */
export const MAX_SHARD_FILES = 200;
export const MAX_SHARD_BYTES = 2 * 1024 * 1024;

/** Every file that some engine wants, once, in the order of the file set. `wanted`: each engine's files, by its name. */
export function mergeWanted(
  files: readonly ScannedFile[],
  wanted: ReadonlyMap<string, readonly ScannedFile[]>,
): readonly WantedFile[] {
  const enginesOf = new Map<FilePath, string[]>();
  for (const [engine, own] of wanted) {
    for (const { path } of own) {
      const engines = enginesOf.get(path);
      if (engines === undefined) enginesOf.set(path, [engine]);
      else engines.push(engine);
    }
  }
  return files.flatMap((file) => {
    const engines = enginesOf.get(file.path);
    return engines === undefined ? [] : [{ ...file, engines }];
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
