import { worstSeverity } from '../../model/severity.ts';
import { analyseProgram } from './analysis/lookup.ts';
import { findCalls } from './calls.ts';
import type { Found } from './found.ts';
import type { PreparedLanguage } from './language-rules.ts';
import type { PossibleRules } from './prefilter.ts';
import type { Program, Span } from './program.ts';
import { findFlows } from './taint/find-flows.ts';

/** What those rules of a language that are possible say of a program, in order of place, each rule once at a place. */
export function examineProgram(
  program: Program,
  { book, checks, possible }: Pick<PreparedLanguage, 'book' | 'checks'> & { readonly possible: PossibleRules },
): { readonly found: readonly Found[]; readonly notLookedAt: string | undefined } {
  const analysed = analyseProgram(program, book.known);
  const flows = findFlows(analysed, book, possible.flows);
  const needed = checks.filter(({ rule }) => possible.others.has(rule));
  const coded = needed.flatMap(({ rule, check }) =>
    check(program, analysed.lookup).map((result): Found => ({ severity: rule.severity, ...result, rule })),
  );
  const all = [...flows.found, ...findCalls(analysed, book), ...coded];
  return { found: withoutWeaker(onceEach(all)), notLookedAt: flows.notLookedAt };
}

/** So many results in one statement are not compared with each other by anybody. */
const MAX_NEIGHBOURS = 20;

/**
 * One weakness at one place is said once: where a value from outside reaches a call, that the call's text is put together from parts is
 * no news. What shows the way stays, and of equals the worst.
 */
function withoutWeaker(found: readonly Found[]): readonly Found[] {
  return found.filter((one, position) => {
    const near = found.slice(Math.max(0, position - MAX_NEIGHBOURS), position + MAX_NEIGHBOURS);
    return !near.some((other) => (overlap(other.span, one.span) || passes(other, one)) && outdoes(other, one));
  });
}

/** A way to where more harm is done leads through the place of the lesser one. */
function passes({ flow }: Found, { span }: Found): boolean {
  return flow?.some((step) => step.span.start === span.start) ?? false;
}

function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** A way that begins with whoever calls the function: less than what is wrong by itself. */
function isByCaller({ flow, rule, severity }: Found): boolean {
  return flow !== undefined && severity === rule.taint?.callers;
}

/** What shows the way knows more than what does not: a command line's own input is no stranger's. */
function outdoes(other: Found, one: Found): boolean {
  if (other === one || !other.rule.cwes.some((cwe) => one.rule.cwes.includes(cwe))) return false;
  const isGuess = isByCaller(other) || isByCaller(one);
  if (!isGuess && (other.flow === undefined) !== (one.flow === undefined)) return other.flow !== undefined;
  if (other.severity === one.severity) return other.flow !== undefined && one.flow === undefined;
  return other.severity !== one.severity && worstSeverity([other.severity, one.severity]) === other.severity;
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
