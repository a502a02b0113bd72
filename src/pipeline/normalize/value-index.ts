import { HIDDEN, redactValue } from '../../model/redact.ts';

/** Values are found by this many first characters. */
const LEAD = 3;
/** Values of one lead with more different lengths than this are no longer told apart: whatever goes on to the next white space is hidden. */
const MOST_LENGTHS = 64;

interface Group {
  /** The longest first, so that no part of a longer value stays. */
  readonly lengths: readonly number[];
  readonly values: ReadonlySet<string>;
}

/**
 * Redacts values of three characters or more in texts. A file may hold a hundred thousand, and each of their lines has to be looked at for
 * all of them: the time that a text takes does not depend on how many there are.
 */
export class ValueIndex {
  readonly #groups = new Map<string, Group>();

  constructor(values: readonly string[]) {
    const byLead = new Map<string, Set<string>>();
    for (const value of values) {
      const lead = value.slice(0, LEAD);
      const group = byLead.get(lead) ?? new Set<string>();
      byLead.set(lead, group.add(value));
    }
    for (const [lead, group] of byLead) {
      const lengths = [...new Set([...group].map(({ length }) => length))].sort((a, b) => b - a);
      this.#groups.set(lead, { lengths, values: group });
    }
  }

  /** The text with every value of it redacted that has `shortest` characters or more. */
  redact(text: string, shortest: number): string {
    if (this.#groups.size === 0) return text;
    let redacted = '';
    let kept = 0;
    for (let at = 0; at + LEAD <= text.length; at += 1) {
      const group = this.#groups.get(text.slice(at, at + LEAD));
      const hidden = group && hiddenAt(text, at, shortest, group);
      if (hidden === undefined) continue;
      redacted += text.slice(kept, at) + hidden.shown;
      kept = at + hidden.length;
      at = kept - 1;
    }
    return kept === 0 ? text : redacted + text.slice(kept);
  }
}

function hiddenAt(
  text: string,
  at: number,
  shortest: number,
  { lengths, values }: Group,
): { readonly length: number; readonly shown: string } | undefined {
  if (lengths.length > MOST_LENGTHS) {
    const length = /^\S*/.exec(text.slice(at, at + (lengths[0] ?? 0)))?.[0].length ?? 0;
    return length < shortest ? undefined : { length, shown: HIDDEN };
  }
  const length = lengths.find((candidate) => candidate >= shortest && values.has(text.slice(at, at + candidate)));
  return length === undefined ? undefined : { length, shown: redactValue(text.slice(at, at + length)) };
}
