import { alwaysHolds } from '../analysis/computed.ts';
import { findBinding, isSelf } from '../analysis/scopes.ts';
import type { Expression, FunctionDefinition, Statement, Target } from '../program.ts';
import { runBranches } from './branches.ts';
import { withSources } from './evaluate.ts';
import { applyGuards } from './guards.ts';
import { noteAssignment } from './known-lists.ts';
import { type Frame, type Machine, spend } from './machine.ts';
import { reachKeys } from './nested-keys.ts';
import { reachSink } from './sinks.ts';
import { withStep } from './trace.ts';
import {
  ANY_ELEMENT,
  allTraces,
  elementOf,
  mapTraces,
  mergeValues,
  ownTraces,
  propertyOf,
  tainted,
  type Value,
  withProperty,
} from './value.ts';

type Kind<Name extends Statement['kind']> = Extract<Statement, { kind: Name }>;

/** Runs statements in order; whether what follows them is never reached. */
export function runStatements(statements: readonly Statement[], frame: Frame, machine: Machine): boolean {
  for (const statement of statements) {
    if (!spend(machine.budget, 1 + frame.environment.size / 16)) return false;
    if (runStatement(statement, frame, machine)) return true;
  }
  return false;
}

function runStatement(statement: Statement, frame: Frame, machine: Machine): boolean {
  switch (statement.kind) {
    case 'expression':
      machine.evaluate(statement.expression, frame);
      return leaves(statement.expression, machine);
    case 'assign':
      runAssignment(statement, frame, machine);
      return false;
    case 'if':
      return runIf(statement, frame, machine);
    case 'loop':
      runLoop(statement, frame, machine);
      return false;
    case 'return':
      runReturn(statement, frame, machine);
      return true;
    case 'throw':
      if (statement.value !== undefined) machine.evaluate(statement.value, frame);
      return true;
    case 'branches':
      return runBranches(statement, frame, machine);
    case 'block':
      return machine.run(statement.body, frame);
    case 'function':
      visitFunction(statement.definition, frame, machine);
      return false;
    case 'class':
      for (const decorator of statement.definition.decorators) machine.evaluate(decorator, frame);
      runClass(statement.definition.body, frame, machine);
      return false;
  }
}

/** Statements that a lowering knows as words: `break`, `continue`; and calls that end the program. */
function leaves(expression: Expression, machine: Machine): boolean {
  if (expression.kind === 'other') return /^(?:break|continue|goto)/.test(expression.word);
  if (expression.kind !== 'call') return false;
  return /^(?:process\.exit|sys\.exit|exit|os\.Exit|os\._exit|flask\.abort|panic|log\.Fatalf?|java\.lang\.System\.exit|System\.exit|next\/navigation\.(?:notFound|redirect))$/.test(
    machine.program.paths.of(expression.callee),
  );
}

function runAssignment(statement: Kind<'assign'>, frame: Frame, machine: Machine): undefined {
  const { target, value, grows } = statement;
  if (value === undefined) return;
  if (value.kind === 'function') frame.inner.add(value.definition);
  const evaluated = machine.evaluate(value, frame);
  const added = target.kind === 'pattern' ? withSources(target.parts, value, evaluated, machine) : evaluated;
  noteAssignment(statement, added, frame);
  if (target.kind === 'variable') noteOuter(target.name, added, grows, frame, machine);
  if (!grows) machine.assign(target, added, frame);
  if (!grows || added === undefined) return;
  const held = heldBy(target, frame, machine);
  machine.assign(target, mergeValues(held, tainted(allTraces(added))), frame);
}

/** `body += chunk` in a function, `user = found` where a function around it says `let user;`: the variable of that one. */
function noteOuter(name: string, value: Value | undefined, grows: boolean, frame: Frame, machine: Machine): undefined {
  const { program, scopeOf } = machine.program.scoped;
  if (value === undefined || frame.definition === undefined || program.language === 'python') return;
  const outer = findBinding(name, scopeOf.get(frame.definition)?.parent);
  if (outer?.scope.function !== undefined && (grows || outer.binding.startsEmpty))
    frame.environment.addOutside(name, tainted(allTraces(value)));
}

function heldBy(target: Target, frame: Frame, machine: Machine): Value | undefined {
  if (target.kind === 'variable') return frame.environment.get(target.name);
  return target.kind === 'place' ? machine.evaluate(target.place, frame) : undefined;
}

/** Puts a value into a target. */
export function assignTo(target: Target, value: Value | undefined, frame: Frame, machine: Machine): undefined {
  switch (target.kind) {
    case 'variable': {
      const named = mapTraces(value, (trace) => withStep(trace, target, `assigned to ${target.name}`));
      // Python's functions assign to their own variables: https://docs.python.org/3/reference/executionmodel.html#binding-of-names
      if (machine.program.scoped.program.language === 'python') frame.environment.declare(target.name, named);
      else frame.environment.set(target.name, named);
      return;
    }
    case 'pattern':
      target.parts.forEach((part, index) => {
        machine.assign(part.target, propertyOf(value, part.property ?? String(index)), frame);
      });
      return;
    case 'place':
      assignToPlace(target.place, value, frame, machine);
  }
}

function assignToPlace(
  place: Extract<Target, { kind: 'place' }>['place'],
  value: Value | undefined,
  frame: Frame,
  machine: Machine,
): undefined {
  const holder = machine.evaluate(place.object, frame);
  reachKeys({ kind: 'place', place, start: place.start, end: place.end }, frame, machine);
  const path = machine.program.paths.of(place);
  if (value !== undefined) {
    for (const rule of machine.book.assigned.find(path))
      reachSink(ownTraces(value), { rule, span: place, reached: path }, machine);
  }
  const key = keyOf(place);
  if (place.kind === 'member') rememberField(place, value, machine);
  const { object } = place;
  if (object.kind === 'member' || object.kind === 'index') assignBelow(object, key, value, frame);
  if (object.kind !== 'name') return;
  const named = mapTraces(value, (trace) =>
    withStep(
      trace,
      place,
      `assigned to ${place.kind === 'member' ? `${object.name}.${place.property}` : `an element of ${object.name}`}`,
    ),
  );
  frame.lists.delete(object.name);
  const isElement = key === ANY_ELEMENT;
  if (isElement && value === undefined) return;
  const held = isElement ? mergeValues(propertyOf(holder, ANY_ELEMENT), named) : named;
  frame.environment.set(object.name, withProperty(holder, key, held));
}

/** `res.locals.user = x`, `rows[0][1] = x`: a part of a part of a variable. */
function assignBelow(
  holder: Extract<Expression, { kind: 'member' | 'index' }>,
  last: string,
  value: Value | undefined,
  frame: Frame,
): undefined {
  const keys: string[] = [last];
  let root: Expression = holder;
  while ((root.kind === 'member' || root.kind === 'index') && keys.length < 4) {
    keys.unshift(keyOf(root));
    root = root.object;
  }
  if (root.kind !== 'name' || (last === ANY_ELEMENT && value === undefined)) return;
  const { name } = root;
  const put = (outer: Value | undefined, at: number): Value | undefined => {
    const key = keys[at];
    if (key === undefined) return value;
    const held = propertyOf(outer, key);
    const inner = put(held, at + 1);
    return withProperty(outer, key, key === ANY_ELEMENT ? mergeValues(held, inner) : inner);
  };
  frame.environment.set(name, put(frame.environment.get(name), 0));
}

function keyOf(place: Extract<Target, { kind: 'place' }>['place']): string {
  if (place.kind === 'member') return place.property;
  const { index } = place;
  return index.kind === 'text' || index.kind === 'literal' ? String(index.value) : ANY_ELEMENT;
}

/** What a method writes to its instance, every method may find there; a parameter's value means nothing to the others. */
function rememberField(
  place: Extract<Expression, { kind: 'member' }>,
  value: Value | undefined,
  machine: Machine,
): undefined {
  if (place.object.kind !== 'name' || value === undefined) return;
  const scope = machine.program.scoped.scopeOf.get(place.object);
  if (scope?.class === undefined || !isSelf(place.object.name, scope)) return;
  const outside = tainted(allTraces(value).filter((trace) => trace.origin.from === 'outside'));
  if (outside === undefined) return;
  const fields = machine.fields.get(scope.class.definition) ?? new Map<string, Value>();
  const merged = mergeValues(fields.get(place.property), outside);
  if (merged !== undefined) fields.set(place.property, merged);
  machine.fields.set(scope.class.definition, fields);
}

function runIf({ condition, then, otherwise }: Kind<'if'>, frame: Frame, machine: Machine): boolean {
  machine.evaluate(condition, frame);
  const certain = alwaysHolds(condition, machine.program.scoped);
  if (certain !== undefined) return machine.run(certain ? then : otherwise, frame);
  frame.lists.clear();
  const before = frame.environment;
  frame.environment = before.copy();
  applyGuards(condition, true, frame, machine);
  const thenLeaves = machine.run(then, frame);
  const afterThen = frame.environment;
  frame.environment = before.copy();
  applyGuards(condition, false, frame, machine);
  const otherwiseLeaves = machine.run(otherwise, frame);
  if (otherwiseLeaves) frame.environment = afterThen;
  else if (!thenLeaves) frame.environment = afterThen.merge(frame.environment);
  frame.lists.clear();
  return thenLeaves && otherwiseLeaves;
}

/** Twice: what the first round puts into a variable, the second one finds there. */
function runLoop({ each, condition, body }: Kind<'loop'>, frame: Frame, machine: Machine): undefined {
  const before = frame.environment;
  for (let round = 0; round < 2; round += 1) {
    frame.lists.clear();
    const start = frame.environment;
    frame.environment = start.copy();
    if (each !== undefined) machine.assign(each.target, elementOf(machine.evaluate(each.values, frame)), frame);
    if (condition !== undefined) {
      machine.evaluate(condition, frame);
      applyGuards(condition, true, frame, machine);
    }
    machine.run(body, frame);
    const isClean = before.size === 0 && frame.environment.size === 0;
    frame.environment = start.merge(frame.environment);
    frame.lists.clear();
    if (isClean) return;
  }
}

function runReturn({ value: expression, start, end }: Kind<'return'>, frame: Frame, machine: Machine): undefined {
  if (expression === undefined) return;
  const value = machine.evaluate(expression, frame);
  if (value === undefined) return;
  frame.returned = mergeValues(frame.returned, value);
  // What is sent as it is, alone or before a status; a record or list goes out as JSON.
  const sent = value.traces.length > 0 ? value.traces : (value.fields?.get('0')?.traces ?? []);
  if (frame.sends.length === 0 || sent.length === 0 || value.closed) return;
  for (const { rule, kinds } of machine.book.returned) {
    if (!kinds.some((kind) => frame.sends.includes(kind))) continue;
    reachSink(
      sent,
      { rule, span: { start: expression.start ?? start, end: expression.end ?? end }, reached: 'the response' },
      machine,
    );
  }
}

function visitFunction(definition: FunctionDefinition, frame: Frame, machine: Machine): undefined {
  for (const decorator of definition.decorators) machine.evaluate(decorator, frame);
  frame.inner.add(definition);
}

/** First values of fields, and what else stands in a class; its methods run later. */
function runClass(body: readonly Statement[], frame: Frame, machine: Machine): undefined {
  const outer = frame.environment;
  frame.environment = outer.copy();
  machine.run(body, frame);
  frame.environment = outer;
}
