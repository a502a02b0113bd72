import type { Advisory } from '../model/advisory.ts';
import type { AdvisorySettings } from '../model/advisory-settings.ts';
import type { Category } from '../model/category.ts';
import type { FilePath } from '../model/path.ts';
import type { ReportedResult } from '../model/result.ts';
import type { NotLookedAt } from '../model/scan.ts';
import type { Shortfall } from '../model/scan-status.ts';
import type { Cache } from '../ports/cache.ts';
import type { Clock } from '../ports/clock.ts';
import type { Files } from '../ports/files.ts';
import type { Http } from '../ports/http.ts';
import type { Logger } from '../ports/logger.ts';

/** A file of the file set, as `discover` found it. */
export interface ScannedFile {
  readonly path: FilePath;
  readonly sizeBytes: number;
}

interface EngineBase {
  /** As users write it in `--scanners`: `gatehouse-secrets`. */
  readonly name: string;
  readonly category: Category;
  /** Whether this file is something for it, by name and size alone. */
  wants(file: ScannedFile): boolean;
  /** Shown when it wants no file: `no GitHub workflow here`. */
  readonly nothingToDo: string;
  /** SHA-256 over all that its results depend on besides path and bytes; changes with every rule. */
  readonly rulesDigest: string;
}

/** Settings of the owners that decide what file engines report. */
export interface EngineSettings {
  /** Registries, with folders if one likes (`ghcr.io/acme`, `*.acme.example`), that images may come from; empty: from anywhere. */
  readonly trustedRegistries: readonly string[];
}

/** What a file engine has to say about one file. */
export interface FileReport {
  readonly results: readonly ReportedResult[];
  /** Why the file could not be (fully) looked at; one printable clause. */
  readonly notLookedAt?: string;
  /** It is a file that the engine cannot do without, and a limit of ours keeps it from looking: the scan is incomplete. */
  readonly isIncomplete?: boolean;
}

/** Results depend on path, bytes, rules and settings alone: cacheable, shardable, run in worker threads. Pure and synchronous. */
export interface FileEngine extends EngineBase {
  readonly unit: 'file';
  /** Loads what files of these paths need and nobody has loaded yet (a grammar); awaited before they are scanned. */
  prepare?(paths: readonly FilePath[]): Promise<void>;
  /** `bytes` belong to the caller and are overwritten later: results hold none of them. */
  scan(path: FilePath, bytes: Uint8Array, settings?: EngineSettings): FileReport;
}

/** Looks at the tree as a whole, and may ask the network through its ports. */
export interface TreeEngine extends EngineBase {
  readonly unit: 'tree';
  /**
   * Whether what it says of one file depends on the others that it wants (the modules of a Terraform configuration). Where only some files are
   * judged, it is then given the others too, and what it says about those is left out.
   */
  readonly wantsSurroundings?: true;
  scan(tree: Tree, context: EngineContext): Promise<TreeReport>;
}

export type Engine = FileEngine | TreeEngine;

/** The files that an engine wanted, and how to read them. */
export interface Tree {
  readonly files: readonly ScannedFile[];
  /** Rejects with `PlatformError`. */
  read(path: FilePath): Promise<Uint8Array>;
}

export interface EngineContext {
  readonly offline: boolean;
  readonly advisories: AdvisorySettings;
  /** Images to look at, as `images` names them; the engine for containers is the one that asks. */
  readonly images?: readonly string[];
  /** Base address of the OSV service: `https://api.osv.dev`. */
  readonly serviceUrl: string;
  /** Absolute path of the scanned root: `advisories.folders` are relative to it. */
  readonly root: FilePath;
  readonly files: Files;
  readonly http: Http;
  readonly cache: Cache;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface TreeReport {
  readonly results: readonly ReportedResult[];
  readonly notLookedAt: readonly NotLookedAt[];
  readonly notes: readonly string[];
  /** Why the report is not complete, and what to do about it; makes the scan `failed` with these words, its results are kept. */
  readonly incomplete: Shortfall | undefined;
  /** Everything it knows of the advisories that its results name. */
  readonly advisories: readonly Advisory[];
  /** Digest of the advisory data that was used, whatever its source. */
  readonly advisoriesDigest: string | undefined;
}
