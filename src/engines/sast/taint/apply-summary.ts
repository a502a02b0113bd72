import { namesInstance } from '../analysis/scopes.ts';
import type { FunctionDefinition } from '../program.ts';
import type { CallFacts } from './call-facts.ts';
import type { Machine, Summary } from './machine.ts';
import { reachSink } from './sinks.ts';
import { INSTANCE, joinTraces, type Trace, withStep } from './trace.ts';
import {
  allTraces,
  elementOf,
  mapTraces,
  mergeValues,
  propertyOf,
  tainted,
  type Value,
  withProperty,
} from './value.ts';

/** What a call gives to a function of the file. */
export interface GivenCall {
  readonly facts: CallFacts;
  readonly machine: Machine;
  readonly receiver: Value | undefined;
  readonly given: readonly (Value | undefined)[];
}

/** A function of the file: its parameters' ways continue what the call gives. */
export function applySummary(summary: Summary, definition: FunctionDefinition, running: GivenCall): Value | undefined {
  const { facts, machine } = running;
  const name = definition.name ?? 'a function';
  const entering = (trace: Trace) => withStep(trace, facts.call, `passed to ${name}`);
  for (const { rule, span, reached, trace } of summary.sinks.values()) {
    const traces = given(trace, definition, running).map((outer) => joinTraces(entering(outer), trace));
    reachSink(traces, { rule, span, reached }, machine);
  }
  return substituted(summary.returned, definition, running, entering, 0);
}

/** What the instance holds after a method or constructor ran; `undefined` where nothing was put into it. */
export function instanceAfter(summary: Summary, definition: FunctionDefinition, running: GivenCall): Value | undefined {
  if (summary.instance?.fields === undefined) return undefined;
  const entering = (trace: Trace) =>
    withStep(trace, running.facts.call, `passed to ${definition.name ?? 'a function'}`);
  const own: Value = { ...summary.instance, traces: [] };
  return substituted(own, definition, running, entering, 0);
}

/** What the objects that a call gives hold after it, by their position. */
export function filledAfter(
  summary: Summary,
  definition: FunctionDefinition,
  running: GivenCall,
): ReadonlyMap<number, Value> {
  const entering = (trace: Trace) =>
    withStep(trace, running.facts.call, `passed to ${definition.name ?? 'a function'}`);
  const filled = new Map<number, Value>();
  for (const [position, value] of summary.filled) {
    const held = substituted(value, definition, running, entering, 0);
    if (held !== undefined) filled.set(position, held);
  }
  return filled;
}

/** The returned value with what was given in the place of the parameters. */
function substituted(
  value: Value | undefined,
  definition: FunctionDefinition,
  running: GivenCall,
  entering: (trace: Trace) => Trace,
  depth: number,
): Value | undefined {
  if (value === undefined || depth > 3) return undefined;
  let whole: Value | undefined;
  for (const trace of value.traces) {
    const { origin } = trace;
    if (origin.from === 'outside' || origin.definition !== definition) whole = mergeValues(whole, tainted([trace]));
    else if (trace.length === 0 && trace.safeFor.size === 0)
      whole = mergeValues(whole, mapTraces(valueGiven(trace, running), entering));
    else
      whole = mergeValues(
        whole,
        tainted(given(trace, definition, running).map((outer) => joinTraces(entering(outer), trace))),
      );
  }
  if (value.fields === undefined) return whole;
  for (const [key, field] of value.fields) {
    const inner = substituted(field, definition, running, entering, depth + 1);
    if (inner !== undefined) whole = withProperty(whole, key, inner);
  }
  return whole;
}

/** The traces of what a call gives for the parameter in which a trace begins. */
function given(trace: Trace, definition: FunctionDefinition, running: GivenCall): readonly Trace[] {
  return trace.origin.from === 'parameter' && trace.origin.definition === definition
    ? allTraces(valueGiven(trace, running))
    : [];
}

function valueGiven(trace: Trace, running: GivenCall): Value | undefined {
  if (trace.origin.from === 'outside') return undefined;
  const { definition, position, keys } = trace.origin;
  let value = valueAt(definition, position, running);
  for (const key of keys) value = propertyOf(value, key);
  return value;
}

/** `*args`: every argument from a position on. `**kwargs`: those whose names no parameter has. */
function collectedBy(
  collects: 'items' | 'entries',
  definition: FunctionDefinition,
  from: number,
  running: GivenCall,
): Value | undefined {
  const named = new Set(definition.parameters.map(({ target }) => (target.kind === 'variable' ? target.name : '')));
  let value: Value | undefined;
  let position = 0;
  for (const [index, argument] of running.facts.call.arguments.entries()) {
    const given = running.given[index];
    if (argument.isSpread) value = mergeValues(value, given);
    else if (argument.name === undefined) {
      // In Java one array may stand for all of them.
      if (collects === 'items' && position === from && isJava(running)) value = mergeValues(value, given);
      if (collects === 'items' && position >= from) value = withProperty(value, String(position - from), given);
      position += 1;
    } else if (collects === 'entries' && !named.has(argument.name)) {
      value = withProperty(value, argument.name, given);
    }
  }
  return value;
}

function isJava({ machine }: GivenCall): boolean {
  return machine.program.scoped.program.language === 'java';
}

/** What stands for a parameter: by its position (Python's `self` is not given), or by its name. */
function valueAt(definition: FunctionDefinition, position: number, running: GivenCall): Value | undefined {
  const parameter = definition.parameters[position];
  const { target: first } = definition.parameters[0] ?? {};
  const hasSelf = first?.kind === 'variable' && namesInstance(first.name);
  const wanted = hasSelf ? position - 1 : position;
  const { arguments: all } = running.facts.call;
  if (hasSelf && position === 0) return running.receiver;
  if (position === INSTANCE) return running.receiver;
  if (parameter?.collects !== undefined) return collectedBy(parameter.collects, definition, wanted, running);
  const name = parameter?.target.kind === 'variable' ? parameter.target.name : undefined;
  const named = all.findIndex((argument) => argument.name !== undefined && argument.name === name);
  if (named !== -1) return running.given[named];
  let at = 0;
  for (const [index, argument] of all.entries()) {
    if (argument.name !== undefined) continue;
    if (argument.isSpread) return elementOf(running.given[index]);
    if (at === wanted) return running.given[index];
    at += 1;
  }
  return undefined;
}
