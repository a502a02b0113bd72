import type { Category } from './category.ts';
import type { Location, PartialRegion, Region } from './location.ts';
import type { AffectedPackage } from './package.ts';
import type { FilePath } from './path.ts';
import type { Severity } from './severity.ts';

export type SarifLevel = 'error' | 'warning' | 'note' | 'none';

/** What a scanner says about a rule. Texts are as reported: hostile until shown through `printable`. */
export interface Rule {
  readonly id: string;
  readonly title: string;
  /** Why it matters, in a sentence or two. */
  readonly help?: string;
  /** What the rule's severity depends on: `critical where anyone can cause the event, …`. */
  readonly severityNote?: string;
  readonly helpUri?: string;
  /** `CWE-79`, sorted. */
  readonly cwes: readonly string[];
}

/** Everything that was said about how bad a result is, by source; `decideSeverity` chooses (docs/architecture.md, Severity). An adapter never invents one. */
export interface SeverityClaims {
  /** The advisory's CVSS score or its database's word. */
  readonly advisory?: { readonly severity: Severity; readonly score?: number; readonly by: string };
  /** The severity of our own rule or of the crosswalk. */
  readonly rule?: Severity;
  /** The tool's number, 0 to 10 (`security-severity`). */
  readonly score?: number;
  /** The tool's own word, through its adapter's map. */
  readonly word?: Severity;
  readonly level?: SarifLevel;
  /** The level comes from a user's own scanner or report, and so may say more than medium. */
  readonly trustedLevel?: boolean;
}

/** How to cure it. A patch is given only where it is certain to be right. */
export interface Remediation {
  readonly text: string;
  readonly patch?: Patch;
}

/** Replace the region of the result's file by `replacement`. */
export interface Patch {
  readonly region: PartialRegion;
  readonly replacement: string;
}

/** One stop on the way of a value from where it comes in to where it does harm (SARIF §3.38 threadFlowLocation), in the result's own file. */
export interface FlowStep {
  readonly region: PartialRegion;
  /** What happens there: `comes from the request`, `passed to run()`. */
  readonly message: string;
}

/**
 * A result as a scanner reports it, before `normalize`: the path is relative to the scanned root, the region may be incomplete,
 * and nothing has been read from the workspace. Both engines and adapters of external scanners end here.
 */
export interface ReportedResult {
  readonly rule: Rule;
  readonly category: Category;
  readonly message: string;
  readonly claims: SeverityClaims;
  readonly path: FilePath;
  readonly region?: PartialRegion;
  /** secrets only: what kind of credential it is, the same word for every tool (`aws-access-key`), as far as known. */
  readonly family?: string;
  /** iac only: the address of the resource. */
  readonly resource?: string;
  readonly package?: AffectedPackage;
  /** Ids of advisories as the scanner names them (CVE, GHSA, OSV id). */
  readonly advisories?: readonly string[];
  readonly remediation?: Remediation;
  /** sast only: from the source to the sink, both among them; at most 20 steps. */
  readonly flow?: readonly FlowStep[];
  /** The region shows a credential although the category is not `secrets`: its text is redacted like a secret's. */
  readonly sensitive?: boolean;
}

/** A result after `normalize`: complete, redacted, and independent of the workspace. */
export interface Result extends Omit<ReportedResult, 'path' | 'region' | 'advisories' | 'sensitive' | 'flow'> {
  readonly scanner: string;
  readonly scannerVersion: string | undefined;
  readonly location: Location;
  readonly advisories: readonly string[];
  /** The line of the result, redacted, without its line end; `undefined` where there is none (binary, missing, too long). */
  readonly snippet: string | undefined;
  readonly flow?: readonly PlacedStep[];
  /** `g1:…`, sorted: one per advisory, one per rule name (docs/architecture.md, Fingerprints). */
  readonly fingerprints: readonly string[];
  /** Code scanning's `primaryLocationLineHash` computed with every secret cut out; `undefined` where there is no line. */
  readonly lineHash?: string;
  /** An inline `gatehouse:allow RULE reason` that covers this result. */
  readonly allowed: InlineAllowance | undefined;
}

/** A step whose region is complete and whose text is redacted. */
export interface PlacedStep {
  readonly region: Region;
  readonly message: string;
}

/** A comment `gatehouse:allow RULE reason`. */
export interface InlineAllowance {
  /** Empty where it names none. */
  readonly rule: string;
  /** Empty where it gives none: then it does not count, and its author is told. */
  readonly reason: string;
  readonly path: FilePath;
  readonly line: number;
}
