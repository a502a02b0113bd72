import type { AdvisorySettings } from '../model/advisory-settings.ts';
import type { Category } from '../model/category.ts';
import type { Policy } from '../policy/policy.ts';

export const PROFILES = ['embedded', 'recommended', 'thorough'] as const;
export type Profile = (typeof PROFILES)[number];

/** What the configuration says about one scanner. */
export interface ScannerSettings {
  readonly name: string;
  /** Appended to the adapter's own arguments. */
  readonly args: readonly string[];
  /** Absolute path of the program, instead of looking on PATH. */
  readonly path: string | undefined;
  readonly optional: boolean;
  readonly timeoutMs: number | undefined;
  /** The user's own scanner: both or neither. */
  readonly own: { readonly category: Category; readonly command: readonly string[] } | undefined;
  /** `.github/gatehouse.yml:7` */
  readonly from: string;
}

/** The configuration after defaults, file and inputs were laid over each other. Every value is final. */
export interface Settings {
  readonly profile: Profile;
  /** Names of scanners that `--scanners` or the input asks for, on top of the profile. */
  readonly scanners: readonly string[];
  readonly scannerSettings: readonly ScannerSettings[];
  /** Only these categories run; all when empty. */
  readonly categories: readonly Category[];
  readonly exclude: readonly string[];
  readonly policy: Policy;
  readonly advisories: AdvisorySettings;
  readonly offline: boolean;
  readonly maxParallel: number | undefined;
  readonly timeoutMs: number;
  /** Reports of other tools to take in, relative to the root or absolute. */
  readonly sarifFiles: readonly string[];
  /** Images to look at: `oci:DIR`, `docker-archive:FILE`, relative to the root or absolute. */
  readonly images: readonly string[];
  /** Registries, with folders if one likes, that images may come from; empty: from anywhere. */
  readonly trustedRegistries: readonly string[];
  readonly checkName: string;
  /** The texts that made these settings, for people: `.github/gatehouse.yml` or `the defaults`. */
  readonly decidedBy: string;
  /** SHA-256 of the canonical form of everything that decides a verdict. */
  readonly digest: string;
}
