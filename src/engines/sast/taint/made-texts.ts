import { remembering } from '../../remember.ts';
import type { AnalysedProgram } from '../analysis/lookup.ts';
import type { Expression } from '../program.ts';
import { fixedText } from './fixed-beginning.ts';
import type { Machine } from './machine.ts';
import { reachSink } from './sinks.ts';
import { allTraces, type Value } from './value.ts';

type Join = Extract<Expression, { kind: 'join' }>;

/** A text that is HTML or a query by what is fixed of it; one that only a log or an error says is neither. */
export function reachTexts(join: Join, value: Value, machine: Machine): void {
  const { texts } = machine.book;
  if (texts.length === 0) return;
  const fixed = fixedText(join.parts, machine.program);
  const fitting = texts.filter(({ pattern }) => pattern.test(fixed));
  if (fitting.length === 0 || saidOnly(machine.program).has(join)) return;
  for (const { rule } of fitting) reachSink(allTraces(value), { rule, span: join, reached: 'a text' }, machine);
}

const SAYS = /^console\.|(?:^|\.)(?:log|logger|logging|LOG|LOGGER)\.\w+$|(?:Error|Exception)$/;

/** The arguments of calls that write a log or make an error. */
const saidOnly = remembering(
  (program: AnalysedProgram): ReadonlySet<Expression> =>
    new Set(
      program.calls
        .filter(({ path }) => SAYS.test(path))
        .flatMap((call) => call.arguments.map((argument) => argument.value)),
    ),
);
