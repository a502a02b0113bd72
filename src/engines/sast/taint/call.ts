import { selectArguments } from '../analysis/arguments.ts';
import { computedValue } from '../analysis/computed.ts';
import { shownPath } from '../found.ts';
import type { Expression, FunctionDefinition, Span } from '../program.ts';
import { applySummary, filledAfter, instanceAfter } from './apply-summary.ts';
import { type CallFacts, factsOf } from './call-facts.ts';
import { safeInFormat } from './fixed-beginning.ts';
import { approvesFirst } from './guards.ts';
import { keepsOnlyNames } from './kept-characters.ts';
import { callOnList, elementAt } from './known-lists.ts';
import type { Frame, Machine, Summary } from './machine.ts';
import { reachSink } from './sinks.ts';
import { madeSafe, outsideTrace, type Trace, withStep } from './trace.ts';
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
import { changesText, givesOn, handsOverAt, isConversion, isTextless, resolvesPath, takesIn } from './words.ts';

type CallExpression = Extract<Expression, { kind: 'call' | 'record' }>;

/** A call being evaluated: what is known of it, and the values of its parts. */
interface Running {
  readonly facts: CallFacts;
  readonly frame: Frame;
  readonly machine: Machine;
  /** What the method is called on. */
  readonly receiver: Value | undefined;
  /** The value of the callee itself: `req.get` of a request. */
  readonly callee: Value | undefined;
  readonly given: readonly (Value | undefined)[];
  /** What the functions that it hands something over to make of it: `list.map(f)`, `promise.then(f)`. */
  readonly handed?: { readonly value: Value | undefined } | undefined;
}

/** A call: its sinks are reached, functions that it is given run, and its result is what comes out of it. */
export function evaluateCall(expression: CallExpression, frame: Frame, machine: Machine): Value | undefined {
  const facts = knownFacts(expression, machine);
  if (facts === undefined) return undefined;
  const running = evaluateParts(expression, facts, frame, machine);
  reachSinks(running);
  fillArguments(running);
  const handed = handOver(running);
  takeIn(running);
  const known = knownElement(running);
  noteLists(running);
  return known === undefined ? resultOf({ ...running, handed }) : known.value;
}

/** `list.get(1)`. */
function knownElement({ facts, frame, machine }: Running) {
  const { receiver, arguments: given } = facts.call;
  const [position, another] = given;
  if (facts.name !== 'get' || receiver?.kind !== 'name' || position === undefined || another !== undefined)
    return undefined;
  const at = computedValue(position.value, machine.program.scoped);
  return typeof at === 'number' ? elementAt(receiver.name, at, frame) : undefined;
}

/** What a call does to the lists of which all is known; a list that is given away may be changed. */
function noteLists({ facts, frame, machine, given }: Running): void {
  if (frame.lists.size === 0) return;
  const { receiver, arguments: all } = facts.call;
  const [first] = all;
  const position = first === undefined ? undefined : computedValue(first.value, machine.program.scoped);
  if (receiver?.kind === 'name')
    callOnList(receiver.name, facts.name, given, typeof position === 'number' ? position : undefined, frame);
  for (const { value } of all) if (value.kind === 'name') frame.lists.delete(value.name);
}

function knownFacts(expression: CallExpression, machine: Machine): CallFacts | undefined {
  const known = machine.facts.get(expression);
  if (known !== undefined) return known;
  const call = machine.program.callOf.get(expression);
  if (call === undefined) return undefined;
  const facts = factsOf(call, machine.program, machine.book);
  machine.facts.set(expression, facts);
  return facts;
}

function evaluateParts(expression: CallExpression, facts: CallFacts, frame: Frame, machine: Machine): Running {
  if (expression.kind === 'record') {
    // The entries were evaluated with the record itself.
    return { facts, frame, machine, receiver: undefined, callee: undefined, given: [] };
  }
  const { callee } = expression;
  const receiver = callee.kind === 'member' ? machine.evaluate(callee.object, frame) : undefined;
  const called =
    callee.kind === 'member'
      ? receiver?.closed
        ? propertyOf(receiver, callee.property)
        : undefined
      : machine.evaluate(callee, frame);
  const given = expression.arguments.map((argument) => machine.evaluate(argument.value, frame));
  return { facts, frame, machine, receiver, callee: called, given };
}

/** The value of what a selector means; its parts are evaluated once more where they are no arguments of their own. */
function selected(
  selector: string,
  { facts, frame, machine, receiver, given }: Running,
): readonly { readonly at: Expression; readonly value: Value | undefined }[] {
  const { call } = facts;
  return selectArguments(call, selector, machine.program.scoped).map((at) => {
    if (at === call.receiver) return { at, value: receiver };
    const index = call.arguments.findIndex((argument) => argument.value === at);
    const isGiven = index !== -1 && index < given.length;
    return { at, value: isGiven ? given[index] : machine.evaluate(at, frame) };
  });
}

function reachSinks(running: Running): void {
  const { facts, machine } = running;
  for (const { rule, selectors } of facts.sinks) {
    for (const selector of selectors) {
      for (const { at, value } of selected(selector, running)) {
        const traces = selector.endsWith('.*') ? allTraces(value) : ownTraces(value);
        if (traces.length === 0) continue;
        reachSink(traces, { rule, span: sinkSpan(facts, at), reached: facts.call.path }, machine);
      }
      for (const { at, value } of filledRecords(selector, running)) {
        reachSink(value, { rule, span: sinkSpan(facts, at), reached: facts.call.path }, machine);
      }
    }
  }
}

/** Entries that a record in a variable got later: `query.name = x; find(query)`. */
function filledRecords(selector: string, running: Running) {
  const [, position] = /^(\d+)\.\*$/.exec(selector) ?? [];
  if (position === undefined) return [];
  return selected(position, running).flatMap(({ at, value }) => {
    if (at.kind !== 'name' || value?.fields === undefined || value.closed) return [];
    const traces = [...value.fields.values()].flatMap((field) => allTraces(field));
    return traces.length === 0 ? [] : [{ at, value: traces }];
  });
}

/** From the name of what is called to the argument, so that a chain of calls over many lines is shown where it does harm. */
function sinkSpan({ call }: CallFacts, argument: Expression): Span {
  const { callee } = call;
  const start = callee.kind === 'member' ? Math.max(call.start, callee.end - callee.property.length) : call.start;
  const isInside = argument.start > start && argument.end <= call.end;
  return { start, end: isInside ? argument.end : call.end };
}

/** `json.NewDecoder(r.Body).Decode(&form)`: afterwards the variable holds it. */
function fillArguments(running: Running): void {
  const { facts, frame, machine } = running;
  for (const { kind, said, selector } of facts.fills) {
    for (const { at } of selected(selector, running))
      write(at, tainted([outsideTrace(kind, said, facts.call)]), frame, machine);
  }
  for (const { selectors, to } of facts.propagators) {
    if (to === 'result') continue;
    const value = mergedText(selectors, running);
    if (value === undefined) continue;
    for (const { at, value: held } of selected(to, running)) write(at, mergeValues(held, value), frame, machine);
  }
}

/** Gives a variable, or a property of one, a value. */
function write(at: Expression, value: Value | undefined, frame: Frame, machine: Machine): void {
  const place = at.kind === 'wrapped' ? at.value : at;
  if (place.kind === 'name') frame.environment.set(place.name, value);
  else if (place.kind === 'member' || place.kind === 'index') {
    machine.assign({ kind: 'place', place, start: at.start, end: at.end }, value, frame);
  }
}

/** Functions that the call is given: they get the receiver's elements where the method's name says so, and run later in any case. */
function handOver(running: Running): Running['handed'] {
  const { facts, frame, machine, receiver } = running;
  const position = handsOverAt(facts.name);
  let handed: Running['handed'];
  for (const argument of facts.call.arguments) {
    const definition = functionGiven(argument.value, machine);
    if (definition === undefined) continue;
    if (position === undefined || receiver === undefined || receiver.closed) {
      frame.inner.add(definition);
      continue;
    }
    const given: (Value | undefined)[] = [];
    given[position] = elementOf(receiver);
    const value = machine.runWith(definition, Array.from(given), frame);
    if (facts.name === 'then') handed = { value };
    if (/^(?:map|flatMap)$/.test(facts.name)) handed = { value: withProperty(undefined, ANY_ELEMENT, value) };
    if (/^(?:filter|find)$/.test(facts.name) && approvesFirst(definition, given[0], frame, machine))
      handed = { value: undefined };
  }
  return handed ?? convertedAll(running);
}

/** `list.map(Number)`. */
function convertedAll({ facts, machine }: Running): Running['handed'] {
  const [only] = facts.call.arguments;
  if (facts.name !== 'map' || only?.value.kind !== 'name') return undefined;
  const isSafe = machine.book.sanitizers
    .find(machine.program.paths.of(only.value))
    .some(({ rule }) => rule === undefined);
  return isSafe ? { value: undefined } : undefined;
}

function functionGiven(value: Expression, machine: Machine): FunctionDefinition | undefined {
  const isReference = value.kind === 'member' && machine.program.scoped.program.language === 'java';
  return value.kind === 'function' || value.kind === 'name' || isReference
    ? machine.program.paths.functionOf(value)
    : undefined;
}

/** `list.push(x)`: the list holds it from now on. */
function takeIn(running: Running): void {
  const { facts, frame, machine, receiver, given } = running;
  const { call } = facts;
  if (call.receiver === undefined || facts.definition !== undefined) return;
  const property = beanProperty(running, 'set');
  if (property !== undefined && given.length === 1) {
    const root = rootOf(call.receiver);
    if (root === call.receiver && (given[0] !== undefined || receiver?.fields?.has(property)))
      write(root, withProperty(receiver, property, given[0]), frame, machine);
    return;
  }
  if (!takesIn(facts.name) || facts.name === 'update') return;
  const keyed =
    /^(?:put|set|setProperty|addAttribute|setdefault|Set|setAttribute)$/.test(facts.name) &&
    call.arguments.length === 2;
  const [key] = call.arguments;
  if (isByTwoKeys(facts)) {
    const [section, option] = call.arguments;
    if (section?.value.kind === 'text' && option?.value.kind === 'text') {
      const inner = withProperty(propertyOf(receiver, section.value.value), option.value.value, given[2]);
      write(rootOf(call.receiver), withProperty(receiver, section.value.value, inner), frame, machine);
      return;
    }
  }
  const value = keyed ? given[1] : given.reduce(mergeValues, undefined);
  const name = keyed && key?.value.kind === 'text' ? key.value.value : undefined;
  if (value === undefined) {
    // What stood behind the key is gone.
    if (name !== undefined && receiver?.fields?.has(name))
      write(call.receiver, withProperty(receiver, name, undefined), frame, machine);
    return;
  }
  const held =
    name === undefined
      ? withProperty(receiver, ANY_ELEMENT, mergeValues(propertyOf(receiver, ANY_ELEMENT), value))
      : withProperty(receiver, name, value);
  write(rootOf(call.receiver), held, frame, machine);
}

/** What a setter or getter of a Java bean is about: https://www.oracle.com/java/technologies/javase/javabeans-spec.html, 8.3 */
function beanProperty({ facts, machine }: Running, prefix: 'get' | 'set'): string | undefined {
  if (machine.program.scoped.program.language !== 'java' || !facts.name.startsWith(prefix)) return undefined;
  const property = facts.name.slice(3);
  return /^[A-Z]/.test(property) ? `bean ${property}` : undefined;
}

/** `builder.append(a).append(b)`: the variable at the beginning of the chain. */
function rootOf(expression: Expression): Expression {
  let root = expression;
  for (let step = 0; step < 30 && root.kind === 'call' && root.callee.kind === 'member'; step += 1)
    root = root.callee.object;
  return root;
}

function resultOf(running: Running): Value | undefined {
  const { facts, frame, machine, given } = running;
  if (facts.source !== undefined) {
    const { kind, said } = facts.source;
    return tainted([outsideTrace(kind, said, facts.call)]);
  }
  if (facts.isSanitizer) return undefined;
  const value = unsanitizedResult(running);
  if (value === undefined) return undefined;
  const { name, safeFor, call } = facts;
  if (frame.definition === facts.definition && given.length === 0) return value;
  const shown = shownPath(call.path);
  const [format] = call.arguments;
  const isFormat = /^(?:S|Fp|Ap)?printf$|^Errorf$|^format$/.test(name) && format !== undefined;
  const harmless = isFormat ? [...safeFor, ...safeInFormat(format.value, machine)] : safeFor;
  const change = (trace: Trace): Trace => {
    const safe = harmless.length === 0 ? trace : madeSafe(trace, harmless);
    return withStep(resolvesPath(name) ? { ...safe, isResolved: true } : safe, call, `passed through ${shown}`);
  };
  return facts.definition !== undefined && machine.summaries.has(facts.definition) && safeFor.length === 0
    ? value
    : mapTraces(value, change);
}

function unsanitizedResult(running: Running): Value | undefined {
  const { facts, machine, frame, receiver, callee, given } = running;
  if (facts.definition !== undefined) {
    const summary = machine.summary(facts.definition, frame);
    if (summary !== undefined) return resultOfOwn(summary, facts.definition, running);
  }
  if (receiver?.closed === true && callee !== undefined) return tainted(allTraces(callee));
  if (running.handed !== undefined) return running.handed.value;
  if (keepsOnlyNames(facts.call, machine.program)) return undefined;
  if (isReadByKey(receiver, facts)) return methodResult(receiver, facts);
  if (facts.propagators.length > 0) {
    let value: Value | undefined;
    for (const { selectors, to } of facts.propagators) {
      if (to === 'result') value = mergeValues(value, mergedText(selectors, running));
    }
    return value;
  }
  if (callee !== undefined) return tainted(allTraces(callee));
  if (isTextless(facts.name)) return undefined;
  const read = given.length === 0 ? beanProperty(running, 'get') : undefined;
  if (read !== undefined && receiver?.fields?.has(read)) return propertyOf(receiver, read);
  const { language } = machine.program.scoped.program;
  // A collection as text is all that is in it.
  if (language === 'java' && facts.name === 'toString' && given.length === 0) return tainted(allTraces(receiver));
  const own = methodResult(receiver, facts);
  const passes =
    facts.call.isNew ||
    givesOn(facts.name) ||
    isConversion(facts.name, given.length, language) ||
    (language === 'java' && changesText(facts.name));
  return mergeValues(own, passes ? mergeTexts(given) : undefined);
}

/** A function of the file: a constructor gives the instance, and a method may change its own. */
function resultOfOwn(summary: Summary, definition: FunctionDefinition, running: Running): Value | undefined {
  const { facts, frame, machine, receiver } = running;
  const returned = applySummary(summary, definition, running);
  const instance = instanceAfter(summary, definition, running);
  for (const [position, value] of filledAfter(summary, definition, running)) {
    const argument = facts.call.arguments[position]?.value;
    if (argument !== undefined) write(rootOf(argument), mergeValues(running.given[position], value), frame, machine);
  }
  if (isConstructor(definition, facts, machine)) return instance ?? returned;
  const { receiver: held } = facts.call;
  if (instance?.fields !== undefined && held?.kind === 'name' && !isOwnInstance(held.name)) {
    let changed = receiver;
    for (const [property, field] of instance.fields) changed = withProperty(changed, property, field);
    write(held, changed, frame, machine);
  }
  return returned;
}

function isConstructor(definition: FunctionDefinition, { call }: CallFacts, machine: Machine): boolean {
  return call.isNew || (definition.name === '__init__' && machine.program.paths.functionOf(call.callee) === undefined);
}

/** Its fields are known to all methods. */
function isOwnInstance(name: string): boolean {
  return name === 'this' || name === 'self';
}

/** `map.get("a")` of something that is known to hold other things under other keys. */
function isReadByKey(receiver: Value | undefined, { name, call }: CallFacts): boolean {
  const [key] = call.arguments;
  return name === 'get' && receiver?.fields !== undefined && !receiver.closed && key?.value.kind === 'text';
}

/** Section and option: https://docs.python.org/3/library/configparser.html#configparser.ConfigParser.set */
function isByTwoKeys({ call }: CallFacts): boolean {
  return /(?:^|\.)(?:Raw|Safe)?ConfigParser\(\)\.(?:set|get)$/.test(call.path);
}

/** A method of what comes from outside gives a part of it; of a list that holds it, an element. */
function methodResult(receiver: Value | undefined, facts: CallFacts): Value | undefined {
  const [key, option] = facts.call.arguments;
  if (isByTwoKeys(facts) && key?.value.kind === 'text' && option?.value.kind === 'text')
    return propertyOf(propertyOf(receiver, key.value.value), option.value.value);
  if (/^(?:get|getOrDefault|getProperty|getAttribute|pop)$/.test(facts.name) && key?.value.kind === 'text')
    return propertyOf(receiver, key.value.value);
  return receiver?.closed ? undefined : receiver;
}

function mergedText(selectors: readonly string[], running: Running): Value | undefined {
  return mergeTexts(selectors.flatMap((selector) => selected(selector, running).map(({ value }) => value)));
}

function mergeTexts(values: readonly (Value | undefined)[]): Value | undefined {
  let merged: Value | undefined;
  for (const value of values) merged = mergeValues(merged, value?.closed ? undefined : value);
  return merged;
}
