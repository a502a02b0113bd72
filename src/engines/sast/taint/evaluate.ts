import { alwaysHolds, computedValue } from '../analysis/computed.ts';
import { findBinding, isSelf } from '../analysis/scopes.ts';
import { shownPath } from '../found.ts';
import type { Expression } from '../program.ts';
import { safeAfter } from './fixed-beginning.ts';
import { isTextlessType } from './functions.ts';
import { applyGuards } from './guards.ts';
import { elementAt } from './known-lists.ts';
import { type Frame, type Machine, spend } from './machine.ts';
import { reachTexts } from './made-texts.ts';
import { reachSink } from './sinks.ts';
import { madeSafe, mergeTraces, outsideTrace, withStep } from './trace.ts';
import {
  ANY_ELEMENT,
  allTraces,
  elementOf,
  mapTraces,
  mergeValues,
  propertyOf,
  tainted,
  type Value,
  withProperty,
} from './value.ts';

/** Deeper than people write, and far from the end of the stack. */
const MAX_DEPTH = 150;

type Kind<Name extends Expression['kind']> = Extract<Expression, { kind: Name }>;

/** What an expression may hold from outside, with all that evaluating it does. */
export function evaluate(expression: Expression, frame: Frame, machine: Machine): Value | undefined {
  if (frame.depth > MAX_DEPTH) machine.budget.isSpent = true;
  if (frame.depth > MAX_DEPTH || !spend(machine.budget, 1)) return undefined;
  frame.depth += 1;
  const value = evaluateKind(expression, frame, machine);
  frame.depth -= 1;
  return value;
}

function evaluateKind(expression: Expression, frame: Frame, machine: Machine): Value | undefined {
  switch (expression.kind) {
    case 'text':
    case 'literal':
    case 'regex':
      return undefined;
    case 'name':
      return evaluateName(expression, frame, machine);
    case 'member':
      return evaluateMember(expression, frame, machine);
    case 'index':
      return evaluateIndex(expression, frame, machine);
    case 'join':
      return evaluateJoin(expression, frame, machine);
    case 'call':
      return machine.call(expression, frame);
    case 'list':
      return evaluateList(expression, frame, machine);
    case 'record':
      return evaluateRecord(expression, frame, machine);
    case 'function':
      frame.inner.add(expression.definition);
      return undefined;
    case 'choice':
      return evaluateChoice(expression, frame, machine);
    case 'operation':
      return evaluateOperation(expression, frame, machine);
    case 'assignment': {
      const value = machine.evaluate(expression.value, frame);
      machine.assign(expression.target, value, frame);
      return value;
    }
    case 'wrapped':
      return machine.evaluate(expression.value, frame);
    case 'other': {
      let value: Value | undefined;
      for (const child of expression.children) value = mergeValues(value, machine.evaluate(child, frame));
      // What a generator yields, a loop over it finds.
      if (expression.word === 'yield') frame.returned = mergeValues(frame.returned, value);
      return expression.word === 'element' ? elementOf(value) : value;
    }
  }
}

function evaluateName(name: Kind<'name'>, frame: Frame, machine: Machine): Value | undefined {
  if (frame.environment.has(name.name)) return frame.environment.get(name.name);
  const source = sourceAt(name, machine);
  if (source !== undefined) return source;
  const scope = machine.program.scoped.scopeOf.get(name);
  const holder = findBinding(name.name, scope)?.scope;
  // A field that is called by its bare name, as in Java.
  if (holder?.class === undefined || holder.function !== undefined) return undefined;
  return machine.fields.get(holder.class.definition)?.get(name.name);
}

/** A number is harmless, whoever sent the object that holds it: `item.price` where its class says `price: int`. */
function evaluateMember(member: Kind<'member'>, frame: Frame, machine: Machine): Value | undefined {
  const value = valueOfMember(member, frame, machine);
  if (value === undefined) return undefined;
  const field = machine.program.paths.classOf(member.object)?.fields.get(member.property);
  return isTextlessType(field?.type) ? undefined : value;
}

function valueOfMember(member: Kind<'member'>, frame: Frame, machine: Machine): Value | undefined {
  const { object, property } = member;
  const holder = machine.evaluate(object, frame);
  // Of a request all that comes from outside is known already, and what the program put in its place.
  const source = holder?.closed === true ? undefined : sourceAt(member, machine, holder);
  if (holder?.fields?.has(property)) {
    const known = taken(holder, property, member);
    // What a check said of something below it (`request.URL.Path == "/"`) does not make the rest of a source clean.
    return known && source ? { ...known, traces: mergeTraces(known.traces, source.traces) } : known;
  }
  if (source !== undefined) return mergeValues(source, taken(holder, property, member));
  if (/^(?:length|size|byteLength|constructor)$/.test(property)) return undefined;
  return mergeValues(taken(holder, property, member), fieldOf(member, machine));
}

/** The first step into a request says where in the text the value comes in. */
function taken(holder: Value | undefined, property: string, member: Expression): Value | undefined {
  const value = propertyOf(holder, property);
  if (holder?.closed !== true) return value;
  return mapTraces(value, (trace) => withStep(trace, member, `taken from ${property}`));
}

/** `this.x`: what any method of the class may have put there. */
function fieldOf(member: Kind<'member'>, machine: Machine): Value | undefined {
  const { object, property } = member;
  if (object.kind !== 'name') return undefined;
  const scope = machine.program.scoped.scopeOf.get(object);
  const own = scope && isSelf(object.name, scope) ? scope.class : machine.program.paths.classOf(object);
  return own === undefined ? undefined : machine.fields.get(own.definition)?.get(property);
}

/** Reading something that the model names as a source; `holder` is what it is read from. */
function sourceAt(expression: Kind<'name' | 'member' | 'index'>, machine: Machine, holder?: Value): Value | undefined {
  return sourceOf(machine.program.paths.of(expression), expression, holder, machine);
}

function sourceOf(path: string, read: Expression, holder: Value | undefined, machine: Machine): Value | undefined {
  const [source] = machine.book.values.find(path);
  if (source === undefined || (source.ofOutside === true && !isFromOutside(holder))) return undefined;
  return tainted([outsideTrace(source.kind, source.said, read)]);
}

/** `const { hash } = location`: what a pattern takes of something may be a source as what a member is. */
export function withSources(
  parts: readonly { readonly property: string | undefined }[],
  of: Expression,
  value: Value | undefined,
  machine: Machine,
): Value | undefined {
  if (value?.closed === true) return value;
  const path = machine.program.paths.of(of);
  let held = value;
  for (const { property } of parts) {
    if (property === undefined) continue;
    const source = sourceOf(`${path}.${property}`, of, value, machine);
    if (source !== undefined) held = withProperty(held, property, mergeValues(propertyOf(held, property), source));
  }
  return held;
}

function isFromOutside(value: Value | undefined): boolean {
  return allTraces(value).some(({ origin }) => origin.from === 'outside');
}

function evaluateIndex(index: Kind<'index'>, frame: Frame, machine: Machine): Value | undefined {
  const holder = machine.evaluate(index.object, frame);
  machine.evaluate(index.index, frame);
  const known = elementOfKnown(index, frame, machine);
  if (known !== undefined) return known.value;
  const isKey = index.index.kind === 'text' || (index.index.kind === 'literal' && !isNegative(index.index.value));
  const key = isKey ? String(index.index.value) : undefined;
  const value = key === undefined ? elementOf(holder) : propertyOf(holder, key);
  return mergeValues(value, sourceAt(index, machine));
}

/** An element of a list of which all is known. */
function elementOfKnown({ object, index }: Kind<'index'>, frame: Frame, machine: Machine) {
  if (object.kind !== 'name' || !frame.lists.has(object.name)) return undefined;
  const position = computedValue(index, machine.program.scoped);
  return typeof position === 'number' ? elementAt(object.name, position, frame) : undefined;
}

/** Counted from the end, which is not known: `list[-1]`. */
function isNegative(value: number | boolean | null): boolean {
  return typeof value === 'number' && value < 0;
}

function evaluateJoin(join: Kind<'join'>, frame: Frame, machine: Machine): Value | undefined {
  let prefixIsClean = true;
  const values = join.parts.map((part, index) => {
    const value = machine.evaluate(part, frame);
    if (value === undefined) return undefined;
    const safe = prefixIsClean && index > 0 ? safeAfter(join.parts, index, machine) : [];
    prefixIsClean = safe.length > 0;
    return safe.length === 0 ? value : mapTraces(value, (trace) => madeSafe(trace, safe));
  });
  if (join.tag !== undefined) {
    machine.evaluate(join.tag, frame);
    return undefined;
  }
  const merged = mergeAll(values);
  if (merged !== undefined) reachTexts(join, merged, machine);
  return mapTraces(merged, (trace) => withStep(trace, join, 'put into a text'));
}

/** What becomes of several values that are put together to one. */
function mergeAll(values: readonly (Value | undefined)[]): Value | undefined {
  let merged: Value | undefined;
  for (const value of values) merged = mergeValues(merged, tainted(allTraces(value)));
  return merged;
}

function evaluateList(list: Kind<'list'>, frame: Frame, machine: Machine): Value | undefined {
  let value: Value | undefined;
  list.items.forEach((item, index) => {
    value = withProperty(value, index < 12 ? String(index) : ANY_ELEMENT, machine.evaluate(item, frame));
  });
  return value;
}

/** What is spread into a record, or stands under a key that is computed. A record that is spread gives its entries, and is no text for that. */
function withSpread(value: Value | undefined, inner: Value): Value | undefined {
  return mergeValues(value, inner.traces.length === 0 && !inner.closed ? inner : tainted(allTraces(inner)));
}

function evaluateRecord(record: Kind<'record'>, frame: Frame, machine: Machine): Value | undefined {
  let value: Value | undefined;
  for (const entry of record.entries) {
    const inner = machine.evaluate(entry.value, frame);
    if (inner === undefined) continue;
    value = entry.key === undefined ? withSpread(value, inner) : withProperty(value, entry.key, inner);
    if (entry.key !== undefined) reachEntry(record, entry.key, entry.value, inner, machine);
  }
  if (record.type !== undefined) machine.call(record, frame);
  return value;
}

function reachEntry(record: Kind<'record'>, key: string, at: Expression, value: Value, machine: Machine): void {
  const path = `${machine.program.paths.of(record)}.${key}`;
  for (const rule of machine.book.assigned.find(path)) {
    reachSink(allTraces(value), { rule, span: at, reached: shownPath(path) }, machine);
  }
}

function evaluateChoice(choice: Kind<'choice'>, frame: Frame, machine: Machine): Value | undefined {
  if (choice.condition === undefined) {
    let value: Value | undefined;
    for (const each of choice.values) value = mergeValues(value, machine.evaluate(each, frame));
    return value;
  }
  machine.evaluate(choice.condition, frame);
  const before = frame.environment;
  const holds = choice.values.length === 2 ? alwaysHolds(choice.condition, machine.program.scoped) : undefined;
  let value: Value | undefined;
  choice.values.forEach((each, index) => {
    if (holds === (index === 1)) return;
    frame.environment = before.copy();
    applyGuards(choice.condition, index === 0, frame, machine);
    value = mergeValues(value, machine.evaluate(each, frame));
  });
  frame.environment = before;
  return value;
}

/** Comparisons and arithmetic: no text comes out. What stands behind `&&` runs only where the rest holds. */
function evaluateOperation(operation: Kind<'operation'>, frame: Frame, machine: Machine): undefined {
  const isAnd = operation.operator === '&&' || operation.operator === 'and';
  const before = frame.environment;
  operation.operands.forEach((operand, index) => {
    machine.evaluate(operand, frame);
    if (!isAnd || index === operation.operands.length - 1) return;
    frame.environment = frame.environment.copy();
    applyGuards(operand, true, frame, machine);
  });
  if (isAnd) frame.environment = before;
  return undefined;
}
