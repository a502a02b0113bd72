import { compareSeverity, type Severity } from '../../../model/severity.ts';
import { messageOf } from '../calls.ts';
import { type Found, type FoundStep, shownPath } from '../found.ts';
import type { Span } from '../program.ts';
import type { SastRule } from '../rule.ts';
import type { Machine, ReachedSink } from './machine.ts';
import { INSTANCE, stepsOf, type Trace } from './trace.ts';

/** More sinks than this behind one function are no longer told apart by anybody. */
const MAX_SINKS_OF_FUNCTION = 60;

/** Traces arrive at a sink: results where they come from outside, and a note in the function's summary where callers decide. */
export function reachSink(
  traces: readonly Trace[],
  sink: { readonly rule: SastRule; readonly span: Span; readonly reached: string },
  machine: Machine,
): void {
  const { rule, span, reached } = sink;
  for (const trace of traces) {
    if (trace.safeFor.has(rule.id)) continue;
    const { origin } = trace;
    if (origin.from === 'outside') {
      const severity = rule.taint?.severities?.[origin.kind] ?? rule.severity;
      if (rule.taint?.from.includes(origin.kind)) addResult(sink, severity, trace, machine);
      continue;
    }
    if (rule.taint?.callers !== undefined && origin.position !== INSTANCE)
      addResult(sink, rule.taint.callers, trace, machine);
    const sinks = machine.summaries.get(origin.definition)?.sinks;
    const key = `${rule.id} ${span.start} ${span.end} ${origin.key}`;
    if (sinks !== undefined && sinks.size < MAX_SINKS_OF_FUNCTION && !sinks.has(key)) {
      const noted: ReachedSink = { rule, span, reached, trace };
      sinks.set(key, noted);
    }
  }
}

function addResult(
  { rule, span, reached }: { readonly rule: SastRule; readonly span: Span; readonly reached: string },
  severity: Severity,
  trace: Trace,
  machine: Machine,
): void {
  const key = `${rule.id} ${span.start}`;
  const known = machine.found.get(key);
  if (known !== undefined && compareSeverity(known.severity, severity) <= 0) return;
  const words = rule.message === undefined ? '' : `: ${messageOf(rule, reached)}`;
  const { source, said } = beginningOf(trace);
  const found: Found = {
    rule,
    span,
    severity,
    message: `${said} reaches ${shownPath(reached)}${words}`,
    flow: flowOf(source, said, trace, span, reached),
  };
  machine.found.set(key, found);
}

/** Where a trace begins, and how that is called. */
function beginningOf({ origin }: Trace): { readonly source: Span; readonly said: string } {
  if (origin.from === 'outside') return { source: origin.span, said: origin.said };
  const { definition, position } = origin;
  return { source: definition.parameters[position] ?? definition.head, said: 'what the function is called with' };
}

function flowOf(source: Span, said: string, trace: Trace, sink: Span, reached: string): readonly FoundStep[] {
  return [
    { span: source, message: `comes from ${said}` },
    ...stepsOf(trace),
    { span: sink, message: `reaches ${shownPath(reached)}` },
  ];
}
