/**
 * The part of SARIF 2.1.0 that Gatehouse reads, after parsing and repair: rule metadata is resolved into each result, locations are plain.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
import type { PartialRegion } from '../model/location.ts';
import type { SarifLevel } from '../model/result.ts';

export interface SarifLog {
  readonly runs: readonly SarifRun[];
}

export interface SarifRun {
  readonly tool: { readonly name: string; readonly version: string | undefined };
  readonly results: readonly SarifResult[];
  /** `invocations[].executionSuccessful === false`: the tool itself says that it failed. */
  readonly failure: string | undefined;
  /** What a run that did not fail has to say about files it could not read, and other errors. */
  readonly notifications: readonly SarifNotification[];
  /** What columns count (§3.14.27), as far as the report says so. */
  readonly columnUnit: 'utf-16' | 'code-points' | undefined;
}

/** A notification of level `error` (§3.58). */
export interface SarifNotification {
  readonly text: string;
  readonly path: string | undefined;
}

export interface SarifResult {
  readonly ruleId: string;
  readonly rule: SarifRule;
  readonly level: SarifLevel | undefined;
  readonly message: string;
  /** As the report has it, after `uriBaseId`s were applied and percent signs decoded; `undefined` where there is none. */
  readonly path: string | undefined;
  /** The same before percent signs were decoded, for the tools that never encode. */
  readonly rawPath: string | undefined;
  readonly region: PartialRegion | undefined;
  /** What the report says beside the place (§3.28.5), where trivy names what it cannot encode. */
  readonly placeText: string | undefined;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly partialFingerprints: Readonly<Record<string, string>>;
  /** `suppressions` is there and none of them is rejected (§3.35). */
  readonly suppressed: boolean;
  /** Replacement of one region in the result's own file, when the report offers exactly one. */
  readonly fix:
    | { readonly description: string | undefined; readonly region: PartialRegion; readonly text: string }
    | undefined;
}

export interface SarifRule {
  readonly name: string | undefined;
  readonly shortDescription: string | undefined;
  readonly fullDescription: string | undefined;
  readonly help: string | undefined;
  readonly helpUri: string | undefined;
  readonly level: SarifLevel | undefined;
  readonly tags: readonly string[];
  readonly securitySeverity: number | undefined;
  readonly properties: Readonly<Record<string, unknown>>;
}
