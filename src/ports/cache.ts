/** An entry as it was put, with its age at the time of asking. */
export interface CacheEntry {
  readonly value: Uint8Array;
  readonly ageMs: number;
}

/**
 * Answers worth keeping between runs, in the user's cache folder (`GATEHOUSE_CACHE`, else the platform's own). Never holds a secret.
 * A damaged entry is no entry; a cache that cannot be read or written is an empty one and never fails a scan.
 */
export interface Cache {
  get(space: string, key: string): Promise<CacheEntry | undefined>;
  put(space: string, key: string, value: Uint8Array): Promise<void>;
}
