import type { AnalysedProgram } from './analysis/lookup.ts';
import { type Found, shownPath } from './found.ts';
import type { RuleBook } from './matching/rule-book.ts';
import type { SastRule } from './rule.ts';

/** Calls that are a problem by themselves. */
export function findCalls(program: AnalysedProgram, book: RuleBook): readonly Found[] {
  return program.calls.flatMap((call) => {
    const fitting = book.calls.find(call.path).filter(({ conditions }) => conditions(call, program));
    return [...new Set(fitting.map(({ rule }) => rule))].map((rule) => ({
      rule,
      span: call,
      message: messageOf(rule, call.path),
      severity: rule.severity,
    }));
  });
}

/** The rule's own words about a call; by default its title. */
export function messageOf(rule: SastRule, path: string): string {
  const call = shownPath(path);
  return rule.message === undefined ? `${call}: ${rule.title}` : rule.message.replaceAll('{call}', call);
}
