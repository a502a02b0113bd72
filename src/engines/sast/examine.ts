import { analyseProgram } from './analysis/lookup.ts';
import { findCalls } from './calls.ts';
import type { Found } from './found.ts';
import type { PreparedLanguage } from './language-rules.ts';
import type { Program } from './program.ts';
import { findFlows } from './taint/find-flows.ts';

/** What the rules of a language say of a program, in order of place, each rule once at a place. */
export function examineProgram(
  program: Program,
  { book, checks }: PreparedLanguage,
): { readonly found: readonly Found[]; readonly notLookedAt: string | undefined } {
  const analysed = analyseProgram(program, book.known);
  const flows = findFlows(analysed, book);
  const coded = checks.flatMap(({ rule, check }) =>
    check(program, analysed.lookup).map((result): Found => ({ severity: rule.severity, ...result, rule })),
  );
  const all = [...flows.found, ...findCalls(analysed, book), ...coded];
  return { found: onceEach(all), notLookedAt: flows.notLookedAt };
}

function onceEach(all: readonly Found[]): readonly Found[] {
  const seen = new Set<string>();
  const once = all.filter(({ rule, span }) => {
    const key = `${span.start} ${rule.id}`;
    return !seen.has(key) && seen.add(key);
  });
  return once.sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end || (a.rule.id < b.rule.id ? -1 : 1),
  );
}
