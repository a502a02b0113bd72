import type { Severity } from './severity.ts';

/** A CVSS assessment, scored by the library, with the vector it was computed from. */
export interface CvssScore {
  readonly version: '2.0' | '3.0' | '3.1' | '4.0';
  readonly vector: string;
  readonly score: number;
}

/** A known vulnerability or malicious package, reduced to what the gate judges and shows (OSV schema 1.7). */
export interface Advisory {
  readonly id: string;
  /** All other names, sorted; `id` is not among them. */
  readonly aliases: readonly string[];
  readonly summary: string;
  /** The best assessment: v4, else v3.1, 3.0, 2.0. */
  readonly cvss: CvssScore | undefined;
  /** The database's own word (`database_specific.severity`), used when there is no CVSS. */
  readonly word: Severity | undefined;
  /** An advisory of the malicious-packages database (`MAL-…`). */
  readonly malicious: boolean;
  readonly cwes: readonly string[];
  readonly url: string;
}

/** How likely an exploit is; `undefined` where no source was asked or knows. */
export interface Exploitability {
  /** Probability of exploitation within 30 days, 0 to 1 (FIRST EPSS). */
  readonly epss: number | undefined;
  /** Whether CISA lists it as exploited in the wild. */
  readonly kev: boolean | undefined;
}
