import type { CvssScore, Exploitability } from './advisory.ts';
import type { Category } from './category.ts';
import type { Location } from './location.ts';
import type { AffectedPackage } from './package.ts';
import type { InlineAllowance, PlacedStep, Remediation, Rule } from './result.ts';
import type { Severity } from './severity.ts';

export type SeveritySource = 'advisory' | 'rule' | 'score' | 'word' | 'level' | 'none';

/** A result that supports a finding. */
export interface Witness {
  readonly scanner: string;
  readonly version: string | undefined;
  readonly rule: string;
  /** In the scanner's own terms, for `explain`: `error`, `7.5`, `HIGH`. */
  readonly severity: string | undefined;
}

/** State against the baseline. */
export type FindingState = 'new' | 'existing' | 'fixed';

/** One problem, however many scanners saw it. Built by `correlate`, completed by `enrich` and `compare`. */
export interface Finding {
  /** The first six hexadecimal digits of its first fingerprint's hash; longer where two of one run would collide. */
  readonly id: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly severitySource: SeveritySource;
  readonly score: number | undefined;
  /** The assessment behind an advisory's score, where the record has it. */
  readonly cvss?: CvssScore;
  readonly rule: Rule;
  readonly message: string;
  readonly location: Location;
  readonly snippet: string | undefined;
  readonly family: string | undefined;
  readonly resource: string | undefined;
  readonly package: AffectedPackage | undefined;
  /** All names of all its advisories, sorted. */
  readonly advisories: readonly string[];
  readonly exploitability: Exploitability | undefined;
  /** How the value gets from its source to its sink, from the result that gave the place. */
  readonly flow?: readonly PlacedStep[];
  readonly remediation: Remediation | undefined;
  readonly witnesses: readonly Witness[];
  readonly fingerprints: readonly string[];
  /** Code scanning's line hash of its place, from the result that gave the place. */
  readonly lineHash?: string;
  readonly allowed: InlineAllowance | undefined;
  /** How the witnesses were judged to be one, in words; one entry per rule of correlation that applied. */
  readonly correlation: readonly string[];
  readonly state: FindingState;
}

/** What the policy does with a finding. */
export type Disposition = 'block' | 'warn' | 'note' | 'excepted';

export interface JudgedFinding extends Finding {
  readonly disposition: Disposition;
  /** Why, with the policy's place: `high is at or above fail-on: high (policy.fail-on, .github/gatehouse.yml:3)`. */
  readonly reason: string;
}
