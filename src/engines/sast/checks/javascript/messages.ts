import { expressionsOf } from '../../analysis/parts.ts';
import type { CheckResult, Lookup, ProgramCheck, ResolvedCall } from '../../language.ts';
import type { FunctionDefinition, Program, Target } from '../../program.ts';
import { withParts } from './every-expression.ts';

/** Only windows: a worker, a socket or a port has one sender. */
const LISTENERS = new Set(['addEventListener']);

/** A handler of messages that looks neither at the origin nor at the source. */
export const checkMessageWithoutOrigin: ProgramCheck = (_program: Program, lookup) =>
  lookup.calls.flatMap((call): readonly CheckResult[] => {
    if (!LISTENERS.has(call.path) || lookup.valueOf(call.arguments[0]?.value ?? call.callee) !== 'message') return [];
    const handler = handlerOf(call, lookup);
    if (handler === undefined || looksAtSender(handler, lookup)) return [];
    return [
      { span: call.callee, message: 'The handler takes messages of any page: it looks at neither origin nor source' },
    ];
  });

function handlerOf(call: ResolvedCall, lookup: Lookup): FunctionDefinition | undefined {
  const given = call.arguments[1]?.value;
  if (given?.kind === 'function') return given.definition;
  if (given?.kind !== 'name') return undefined;
  const named = lookup.functions.filter(({ definition }) => definition.name === given.name);
  return named.length === 1 ? named[0]?.definition : undefined;
}

const SENDER = new Set(['origin', 'source', 'ports']);

function looksAtSender(handler: FunctionDefinition, lookup: Lookup): boolean {
  const [event] = handler.parameters;
  if (event === undefined) return true;
  return (
    namesSender(event.target) || lookup.statements.some((statement) => isIn(statement, handler) && mentions(statement))
  );

  function mentions(statement: Lookup['statements'][number]): boolean {
    return partsOf(statement).some(
      (part) => (part.kind === 'member' && SENDER.has(part.property)) || passesEventOn(part),
    );
  }

  /** A function that is given the whole event may look at its origin. */
  function passesEventOn(part: ReturnType<typeof partsOf>[number]): boolean {
    const name = event?.target.kind === 'variable' ? event.target.name : undefined;
    return part.kind === 'call' && part.arguments.some(({ value }) => value.kind === 'name' && value.name === name);
  }
}

function namesSender(target: Target): boolean {
  return (
    target.kind === 'pattern' && target.parts.some(({ property }) => property !== undefined && SENDER.has(property))
  );
}

function isIn(inner: { readonly start: number; readonly end: number }, outer: typeof inner): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function partsOf(statement: Lookup['statements'][number]) {
  return expressionsOf(statement).flatMap((expression) => [...withParts(expression)]);
}
