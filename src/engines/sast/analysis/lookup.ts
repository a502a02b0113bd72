import type { Lookup, ResolvedCall } from '../language.ts';
import type { Expression, Program } from '../program.ts';
import { type ArgumentHolder, holderOf, selectArguments } from './arguments.ts';
import { constantOf, soleValue } from './constants.ts';
import { createPaths, type KnownPaths, type Paths } from './paths.ts';
import { type CallLike, findScopes, type ScopedProgram } from './scopes.ts';

/** A call of the program with all that rules ask of it. */
export interface AnalysedCall extends ResolvedCall, ArgumentHolder {
  readonly expression: CallLike;
}

/** A program with names resolved: what rules as data, rules as code and the taint analysis share. */
export interface AnalysedProgram {
  readonly scoped: ScopedProgram;
  readonly paths: Paths;
  readonly lookup: Lookup;
  readonly calls: readonly AnalysedCall[];
  readonly callOf: ReadonlyMap<Expression, AnalysedCall>;
  /** The one expression that a name stands for. */
  soleValue(name: Extract<Expression, { kind: 'name' }>): Expression | undefined;
}

/** Resolves the names of a program. */
export function analyseProgram(program: Program, known: KnownPaths): AnalysedProgram {
  const scoped = findScopes(program);
  const paths = createPaths(scoped, known);
  const calls = scoped.calls.map((expression) => analysedCall(expression, paths));
  const callOf = new Map<Expression, AnalysedCall>(calls.map((call) => [call.expression, call]));
  const statements = [...scoped.statements].sort((a, b) => a.start - b.start || b.end - a.end);
  const lookup: Lookup = {
    calls,
    functions: scoped.functions,
    statements,
    pathOf: (expression) => paths.of(expression),
    valueOf: (expression) => constantOf(expression, scoped),
    soleValueOf: (name) => soleValue(name, scoped),
    argument: (call, selector) => selectArguments(holderOfResolved(call), selector, scoped)[0],
  };
  return { scoped, paths, lookup, calls, callOf, soleValue: (name) => soleValue(name, scoped) };
}

function analysedCall(expression: CallLike, paths: Paths): AnalysedCall {
  const { start, end, arguments: given, receiver } = holderOf(expression);
  const isCall = expression.kind === 'call';
  return {
    start,
    end,
    arguments: given,
    receiver,
    expression,
    path: isCall ? paths.of(expression.callee) : paths.of(expression),
    callee: isCall ? expression.callee : expression,
    isNew: isCall ? expression.isNew : true,
  };
}

function holderOfResolved(call: ResolvedCall): ArgumentHolder {
  return { ...call, receiver: call.callee.kind === 'member' ? call.callee.object : undefined };
}
