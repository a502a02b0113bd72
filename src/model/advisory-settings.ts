import type { FilePath } from './path.ts';

/** Where advisories come from (`advisories` of the configuration). */
export interface AdvisorySettings {
  /** Whether the advisory service may be asked; `false` makes the folders the whole truth. */
  readonly service: boolean;
  /** Folders that hold `<ecosystem>/all.zip` or `<ecosystem>/*.json`, relative to the root or absolute. */
  readonly folders: readonly FilePath[];
  /** How old a cached answer may be and still count as complete. */
  readonly maxAgeMs: number;
  /** Globs of package names that are never sent anywhere. */
  readonly private: readonly string[];
}
