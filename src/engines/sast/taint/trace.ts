import type { FoundStep } from '../found.ts';
import type { FunctionDefinition, Span } from '../program.ts';

/** Where a trace begins: outside, or in a parameter of a function of the file, whose callers decide. */
export type Origin =
  | {
      readonly from: 'outside';
      readonly kind: string;
      readonly said: string;
      readonly span: Span;
      readonly key: string;
    }
  | {
      readonly from: 'parameter';
      readonly definition: FunctionDefinition;
      readonly position: number;
      /** Properties that were taken of it, outermost first. */
      readonly keys: readonly string[];
      readonly key: string;
    };

/** One way of a value. Steps are a list that shares its beginning with other traces. */
export interface Trace {
  readonly origin: Origin;
  readonly last: TraceStep | undefined;
  readonly length: number;
  /** Ids of rules for whose sinks it was made safe. */
  readonly safeFor: ReadonlySet<string>;
  /** It went through a function that resolves `..`: a prefix of it means something. */
  readonly isResolved: boolean;
}

interface TraceStep extends FoundStep {
  readonly previous: TraceStep | undefined;
}

/** Source and sink are added when it is told: 20 in all. */
const MAX_STEPS = 17;
/** Several sources of one value tell a reader no more than a few. */
const MAX_TRACES = 4;
const MAX_KEYS = 3;

const NONE: ReadonlySet<string> = new Set();

export function outsideTrace(kind: string, said: string, span: Span): Trace {
  const origin: Origin = { from: 'outside', kind, said, span, key: `${kind} ${span.start}` };
  return { origin, last: undefined, length: 0, safeFor: NONE, isResolved: false };
}

/** The place of the instance among the parameters of a method that does not name it: JavaScript's and Java's `this`. */
export const INSTANCE = -1;

/** A parameter's value before anyone knows what callers give. */
export function parameterTrace(definition: FunctionDefinition, position: number, keys: readonly string[] = []): Trace {
  const key = `parameter ${definition.start} ${definition.end} ${position} ${keys.join('.')}`;
  const origin: Origin = { from: 'parameter', definition, position, keys, key };
  return { origin, last: undefined, length: 0, safeFor: NONE, isResolved: false };
}

/** A property of what a trace leads to. */
export function traceBelow(trace: Trace, property: string): Trace {
  const { origin } = trace;
  if (origin.from === 'outside' || origin.keys.length >= MAX_KEYS || trace.length > 0) return trace;
  return { ...trace, origin: parameterTrace(origin.definition, origin.position, [...origin.keys, property]).origin };
}

export function withStep(trace: Trace, span: Span, message: string): Trace {
  if (trace.length >= MAX_STEPS || trace.last?.span.start === span.start) return trace;
  return { ...trace, last: { span, message, previous: trace.last }, length: trace.length + 1 };
}

export function madeSafe(trace: Trace, rules: Iterable<string>): Trace {
  return { ...trace, safeFor: new Set([...trace.safeFor, ...rules]) };
}

/** The way of `inner`, which begins in a parameter, behind that of what a caller gives. */
export function joinTraces(outer: Trace, inner: Trace): Trace {
  let joined: Trace = {
    ...outer,
    safeFor: new Set([...outer.safeFor, ...inner.safeFor]),
    isResolved: outer.isResolved || inner.isResolved,
  };
  for (const step of stepsOf(inner)) joined = withStep(joined, step.span, step.message);
  return joined;
}

/** In order from the source. */
export function stepsOf(trace: Trace): readonly FoundStep[] {
  const steps: FoundStep[] = [];
  for (let step = trace.last; step !== undefined; step = step.previous) {
    steps.push({ span: step.span, message: step.message });
  }
  return steps.reverse();
}

/** The traces of both; of two from the same source the first, safe only where both are. */
export function mergeTraces(a: readonly Trace[], b: readonly Trace[]): readonly Trace[] {
  if (a === b || b.length === 0) return a;
  if (a.length === 0) return b;
  const merged = [...a];
  for (const trace of b) {
    const at = merged.findIndex((each) => each.origin.key === trace.origin.key);
    const same = merged[at];
    if (same === undefined) {
      if (merged.length < MAX_TRACES) merged.push(trace);
    } else if (same !== trace && same.safeFor.size > 0) {
      merged[at] = { ...same, safeFor: new Set([...same.safeFor].filter((rule) => trace.safeFor.has(rule))) };
    }
  }
  return merged;
}
