import { selectArguments } from '../analysis/arguments.ts';
import type { AnalysedCall, AnalysedProgram } from '../analysis/lookup.ts';
import { expressionsOf, partsOfExpression } from '../analysis/parts.ts';
import { functionFits, parameterFits } from '../matching/parameter-source.ts';
import type { RuleBook } from '../matching/rule-book.ts';
import type { Expression, FunctionDefinition } from '../program.ts';
import type { SastRule } from '../rule.ts';
import { fixedText } from './fixed-beginning.ts';
import { factsOf } from './functions.ts';
import { outerKey } from './nested-keys.ts';

type PassedTo = ReadonlyMap<FunctionDefinition, readonly string[]>;

/**
 * Whether a value from outside could do harm in a program at all: it has a sink that is given something, and a source that the sink's
 * rule follows, or whoever calls is one. To see that takes a tenth of the time that following the values takes.
 */
export function mayFlow(
  program: AnalysedProgram,
  book: RuleBook,
  passedTo: PassedTo,
  possible: ReadonlySet<SastRule>,
): boolean {
  // What handlers return is seen when they run.
  if (book.returned.some(({ rule }) => possible.has(rule))) return true;
  const rules = new Set(
    program.calls.flatMap((call) => rulesReached(call, program, book)).filter((rule) => possible.has(rule)),
  );
  if (hasCallers(rules)) return true;
  // What is put into a property or a text is seen in a walk over everything, which nothing else asks for where no call is a sink.
  if (rules.size === 0 && !hasOtherSinks(possible)) return false;
  const { values, assigned } = walk(program, book, possible);
  for (const rule of assigned) if (possible.has(rule)) rules.add(rule);
  if (hasCallers(rules)) return true;
  const followed = new Set([...rules].flatMap((rule) => rule.taint?.from ?? []));
  if (followed.size === 0) return false;
  return [...values].some((kind) => followed.has(kind)) || hasSource(program, book, passedTo, followed);
}

/** Whether one of the rules has a sink that is no call. */
function hasOtherSinks(rules: Iterable<SastRule>): boolean {
  for (const rule of rules) if (rule.taint?.sinks.some((sink) => !('call' in sink))) return true;
  return false;
}

/** Any parameter may hold what does harm there. */
function hasCallers(rules: Iterable<SastRule>): boolean {
  for (const rule of rules) if (rule.taint?.callers !== undefined) return true;
  return false;
}

/** The rules for which a call is a sink whose arguments are not all fixed. */
function rulesReached(call: AnalysedCall, program: AnalysedProgram, book: RuleBook): readonly SastRule[] {
  return book.sinks
    .find(call.path)
    .filter(({ conditions, selectors }) => {
      const given = selectors.flatMap((selector) => selectArguments(call, selector, program.scoped));
      return given.some(isOpen) && conditions(call, program);
    })
    .map(({ rule }) => rule);
}

/** Anything but what stands in the text as it is. */
function isOpen(value: Expression): boolean {
  return value.kind !== 'text' && value.kind !== 'literal' && value.kind !== 'regex' && value.kind !== 'function';
}

interface Met {
  /** Kinds of sources that are read. */
  readonly values: Set<string>;
  /** Rules of properties and entries that something is put into, and of texts that are put together. */
  readonly assigned: Set<SastRule>;
}

function walk(program: AnalysedProgram, book: RuleBook, possible: ReadonlySet<SastRule>): Met {
  const { lookup, paths } = program;
  const texts = book.texts.filter(({ rule }) => possible.has(rule));
  const met: Met = { values: new Set(), assigned: new Set() };
  for (const statement of lookup.statements) {
    for (const expression of expressionsOf(statement)) visit(expression);
    if (statement.kind === 'assign' && outerKey(statement.target) !== undefined)
      for (const rule of book.keys) met.assigned.add(rule);
    if (statement.kind === 'assign' && statement.value !== undefined && statement.target.kind === 'pattern') {
      const path = paths.of(statement.value);
      for (const { property } of statement.target.parts)
        for (const source of book.values.find(`${path}.${property}`)) met.values.add(source.kind);
    }
  }
  return met;

  function visit(expression: Expression): void {
    const { kind } = expression;
    if (kind === 'name' || kind === 'member' || kind === 'index') {
      const path = paths.of(expression);
      for (const source of book.values.find(path)) met.values.add(source.kind);
      for (const rule of book.assigned.find(path)) met.assigned.add(rule);
    } else if (kind === 'record') {
      for (const { key } of expression.entries) {
        for (const rule of book.assigned.find(`${paths.of(expression)}.${key}`)) met.assigned.add(rule);
      }
    }
    if (kind === 'join' && texts.length > 0) {
      const fixed = fixedText(expression.parts, program);
      for (const { rule, pattern } of texts) if (pattern.test(fixed)) met.assigned.add(rule);
    }
    for (const part of partsOfExpression(expression)) visit(part);
  }
}

/** A call that gives or fills in something from outside, or a parameter that is given it, of one of the kinds. */
function hasSource(program: AnalysedProgram, book: RuleBook, passedTo: PassedTo, kinds: ReadonlySet<string>): boolean {
  const { calls, lookup, paths } = program;
  const isFollowed = ({ kind }: { readonly kind: string }) => kinds.has(kind);
  if (calls.some(({ path }) => book.results.find(path).some(isFollowed) || book.fills.find(path).some(isFollowed)))
    return true;
  const sources = book.parameters.filter(isFollowed);
  return lookup.functions.some(({ definition }) => {
    const facts = factsOf(definition, program, passedTo);
    return sources
      .filter((source) => functionFits(source, facts))
      .some((source) => definition.parameters.some((one, at) => parameterFits(source, one, at, facts, paths)));
  });
}
