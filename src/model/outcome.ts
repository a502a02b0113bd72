import type { Category } from './category.ts';
import type { JudgedFinding } from './finding.ts';
import type { NotLookedAt, Scan } from './scan.ts';
import type { Verdict } from './verdict.ts';

/** How an exception fared in this run. */
export interface ExceptionUse {
  readonly rule: string;
  readonly reason: string;
  readonly owner: string;
  /** ISO date; the last day on which it works. */
  readonly expires: string;
  /** `.github/gatehouse.yml:12` */
  readonly from: string;
  readonly matched: number;
  readonly expired: boolean;
}

/** Everything volatile of a run: never part of what is compared. */
export interface RunFacts {
  readonly startedAt: string;
  readonly durationMs: number;
  readonly scanners: Readonly<Record<string, { readonly startedMs: number; readonly durationMs: number }>>;
}

/** The judged result of a run, as every reporter gets it. Findings are sorted worst first, then by path. */
export interface Outcome {
  readonly tool: { readonly name: 'gatehouse'; readonly version: string };
  readonly checkName: string;
  readonly profile: string;
  /** The scanned root relative to its repository's top, with `/` at its end; empty for the top itself. Finding paths are below it. */
  readonly prefix: string;
  readonly verdict: Verdict;
  readonly findings: readonly JudgedFinding[];
  readonly scans: readonly Scan[];
  /** Categories for which nothing ran, with the reason: `no Terraform, Kubernetes or Dockerfile here`. */
  readonly emptyCategories: readonly { readonly category: Category; readonly why: string }[];
  readonly notLookedAt: readonly NotLookedAt[];
  readonly exceptions: readonly ExceptionUse[];
  readonly counts: {
    readonly files: number;
    readonly bytes: number;
    /** Results of all scanners before merging. */
    readonly raw: number;
    readonly findings: number;
    readonly blocking: number;
    readonly warnings: number;
    readonly notes: number;
    readonly excepted: number;
    /** Results dropped because `paths.exclude` names their file. */
    readonly excluded: number;
  };
  /** Where the deciding policy values came from: `.github/gatehouse.yml`, `the defaults`. */
  readonly decidedBy: string;
  readonly digests: { readonly policy: string; readonly rules: string; readonly advisories: string | undefined };
  readonly run: RunFacts;
}
