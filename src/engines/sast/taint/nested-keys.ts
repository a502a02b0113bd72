import { remembering } from '../../remember.ts';
import type { AnalysedProgram } from '../analysis/lookup.ts';
import { expressionsOf, partsOfExpression } from '../analysis/parts.ts';
import type { Expression, Target } from '../program.ts';
import type { Frame, Machine } from './machine.ts';
import { reachSink } from './sinks.ts';
import { allTraces } from './value.ts';

/** `config[a][b] = value`: with `__proto__` as `a` it is a property of every object (https://developer.mozilla.org/en-US/docs/Web/Security/Attacks/Prototype_pollution). */
export function reachKeys(target: Target, frame: Frame, machine: Machine): void {
  const { keys } = machine.book;
  const key = keys.length === 0 ? undefined : outerKey(target);
  if (key === undefined || knowsPrototypes(machine.program)) return;
  const traces = allTraces(machine.evaluate(key, frame));
  for (const rule of keys) reachSink(traces, { rule, span: target, reached: 'the key of an object' }, machine);
}

/** The first of two keys that are both computed. */
export function outerKey(target: Target): Expression | undefined {
  if (target.kind !== 'place' || target.place.kind !== 'index') return undefined;
  const { object, index } = target.place;
  return object.kind === 'index' && isComputed(index) && isComputed(object.index) ? object.index : undefined;
}

function isComputed({ kind }: Expression): boolean {
  return kind !== 'text' && kind !== 'literal' && kind !== 'operation';
}

/** Whether the file speaks of `__proto__`: then it looks for it. */
const knowsPrototypes = remembering(({ lookup }: AnalysedProgram): boolean =>
  lookup.statements.some((statement) => expressionsOf(statement).some(mentionsPrototype)),
);

function mentionsPrototype(expression: Expression): boolean {
  if (expression.kind === 'text') return expression.value === '__proto__';
  return partsOfExpression(expression).some(mentionsPrototype);
}
