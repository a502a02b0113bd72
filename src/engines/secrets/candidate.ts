import type { Severity } from '../../model/severity.ts';
import type { SecretRule } from './rules.ts';
import type { Source } from './source.ts';

/** How much a rule knows about what it found: where two want the same characters, the higher rank wins. */
export const RANK = { generic: 0, context: 1, near: 2, assigned: 3, format: 4, key: 5 } as const;

/** A value that is taken for a secret. Offsets are into the source's bytes. */
export interface Candidate {
  readonly rule: SecretRule;
  readonly rank: number;
  readonly start: number;
  readonly end: number;
  /** Instead of the rule's own. */
  readonly severity?: Severity;
  /** Appended to the message; never holds the value. */
  readonly remark?: string;
}

/** Looks at one place of a source at which one of its literals stands. */
export interface Detector {
  /** `[a-z0-9]` stands for one character of a class, in either case. */
  readonly literals: readonly string[];
  /** Whether literals count only in the case in which they are written. */
  readonly exactCase: boolean;
  /** Whether it looks into lines that no person wrote. */
  readonly anyLine: boolean;
  detect(source: Source, at: number): Candidate | readonly Candidate[] | undefined;
}

/** Where several rules want the same characters only the most knowing stays, and of equals the first and longest. In order of place. */
export function withoutOverlaps(candidates: readonly Candidate[]): readonly Candidate[] {
  const inOrder = [...candidates].sort(
    (a, b) => a.start - b.start || b.rank - a.rank || b.end - a.end || (a.rule.id < b.rule.id ? -1 : 1),
  );
  const kept: Candidate[] = [];
  for (const candidate of inOrder) {
    while (overlaps(kept.at(-1), candidate) && candidate.rank > (kept.at(-1)?.rank ?? 0)) kept.pop();
    if (!overlaps(kept.at(-1), candidate)) kept.push(candidate);
  }
  return kept;
}

function overlaps(last: Candidate | undefined, next: Candidate): boolean {
  return last !== undefined && last.end > next.start;
}

/** Tests, examples and manuals bring values of their own, which open nothing: a finding, but none that blocks by default. */
export function softened(candidate: Candidate): Candidate {
  return { ...candidate, severity: 'medium', remark: 'among tests or examples, so perhaps made for them' };
}
