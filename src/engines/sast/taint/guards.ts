import { namesInstance } from '../analysis/scopes.ts';
import type { Expression, FunctionDefinition } from '../program.ts';
import { factsOf } from './call-facts.ts';
import { approve } from './checked-host.ts';
import { change, clean, resolvedSafe, safeFor, staysBelow } from './checked-value.ts';
import { Environment } from './environment.ts';
import { fixesHost, rulesAboutHosts } from './fixed-beginning.ts';
import { applyGoCall } from './go-guards.ts';
import { type Frame, type Machine, spend } from './machine.ts';
import type { Value } from './value.ts';
import { approves, asksMembership } from './words.ts';

type CallExpression = Extract<Expression, { kind: 'call' }>;

/** More alternatives than this in one condition are not followed. */
const MAX_WAYS = 16;

/** Conditions in conditions; deeper than people write. */
const MAX_DEPTH = 12;

/** What a predicate adds to the depth: one that asks another is followed, one that asks itself (or an overload of its name) only so far. */
const PREDICATE_DEPTH = 3;

/**
 * Applies what is certain once a condition holds (or does not): `ALLOWED.includes(x)`, `x === 'a'`, a match with an anchored pattern,
 * a type that is no text. Only values of variables and of their properties can be known to have been checked.
 */
export function applyGuards(
  condition: Expression | undefined,
  holds: boolean,
  frame: Frame,
  machine: Machine,
  depth = 0,
): undefined {
  if (condition === undefined || depth > MAX_DEPTH) return;
  switch (condition.kind) {
    case 'wrapped':
      return applyGuards(condition.value, holds, frame, machine, depth + 1);
    case 'choice':
      return applyChoice(condition, holds, frame, machine, depth);
    case 'operation':
      return applyOperation(condition, holds, frame, machine, depth);
    case 'call':
      return applyCall(condition, holds, frame, machine, depth);
    case 'assignment':
      return applyGuards(condition.value, holds, frame, machine, depth + 1);
    default:
  }
}

/** `a || b` does not hold: neither does. `a && b` (a choice with a condition) holds: both do. Otherwise it is one of them. */
function applyChoice(
  choice: Extract<Expression, { kind: 'choice' }>,
  holds: boolean,
  frame: Frame,
  machine: Machine,
  depth: number,
): undefined {
  const isAnd = choice.condition !== undefined && choice.values.length === 1;
  if (!isAnd && choice.condition !== undefined) return;
  const parts = choice.condition === undefined ? choice.values : [choice.condition, ...choice.values];
  applyAll(parts, holds, isAnd === holds, frame, machine, depth);
}

/** All parts hold (or do not), or at least one of them: then only what each of them says is certain. */
function applyAll(
  parts: readonly Expression[],
  holds: boolean,
  all: boolean,
  frame: Frame,
  machine: Machine,
  depth: number,
): undefined {
  if (all) {
    for (const part of parts) applyGuards(part, holds, frame, machine, depth + 1);
    return;
  }
  const before = frame.environment;
  const ways = parts.slice(0, MAX_WAYS).map((part) => {
    frame.environment = before.copy();
    applyGuards(part, holds, frame, machine, depth + 1);
    return frame.environment;
  });
  const [first, ...rest] = parts.length > MAX_WAYS ? [] : ways;
  frame.environment = first === undefined ? before : rest.reduce((merged, way) => merged.merge(way), first);
}

function applyOperation(
  { operator, operands }: Extract<Expression, { kind: 'operation' }>,
  holds: boolean,
  frame: Frame,
  machine: Machine,
  depth: number,
): undefined {
  const [left, right] = operands;
  if (left === undefined) return;
  switch (operator) {
    case '!':
    case 'not':
      return applyGuards(left, !holds, frame, machine, depth + 1);
    case '&&':
    case 'and':
      return applyAll(operands, holds, holds, frame, machine, depth);
    case '||':
    case 'or':
      return applyAll(operands, holds, !holds, frame, machine, depth);
    case 'in':
    case 'not in':
      // Somebody's own list of what is fine; a name that is checked for being a property of an object too.
      if (right !== undefined && holds === (operator === 'in') && isTrusted(right, frame, machine))
        approve(left, frame, machine);
      // `if "/" in name: raise`
      if (right !== undefined && holds === (operator === 'not in') && isStepUp(left, machine))
        change(right, staysBelow(machine.book.rules), frame);
      return;
    case '==':
    case '===':
    case 'is':
    case '!=':
    case '!==':
    case 'is not':
      if (right !== undefined) applyComparison(left, right, holds === !/!|not/.test(operator), frame, machine, depth);
      return;
    default:
      applyOrder(operator, left, right, holds, frame);
  }
}

/** What a path needs to leave its folder. */
function isStepUp(part: Expression, machine: Machine): boolean {
  const text = machine.program.lookup.valueOf(part);
  return typeof text === 'string' && /^(?:\/|\\|\.\.[/\\]?)$/.test(text);
}

/** `ALLOWED.indexOf(x) >= 0`, `> -1`. */
function applyOrder(
  operator: string,
  left: Expression,
  right: Expression | undefined,
  holds: boolean,
  frame: Frame,
): undefined {
  const found = (operator === '>=' || operator === '>') === holds;
  if (!found || right?.kind !== 'literal' || left.kind !== 'call') return;
  const [argument] = left.arguments;
  if (calledName(left) === 'indexOf' && argument !== undefined) change(argument.value, clean, frame);
}

function applyComparison(
  left: Expression,
  right: Expression,
  isEqual: boolean,
  frame: Frame,
  machine: Machine,
  depth: number,
): undefined {
  for (const [one, other] of [
    [left, right],
    [right, left],
  ] as const) {
    if (isMinusOne(other) && one.kind === 'call') {
      // `ALLOWED.indexOf(x) === -1`
      const [argument] = one.arguments;
      if (!isEqual && calledName(one) === 'indexOf' && argument !== undefined) change(argument.value, clean, frame);
    } else if (other.kind === 'literal' && typeof other.value !== 'number') {
      // `check(x) == true`, `pattern.match(x) is None`
      const holds = other.value === null ? !isEqual : isEqual === other.value;
      applyGuards(one, holds, frame, machine, depth + 1);
    } else if (isEqual && machine.program.lookup.valueOf(other) !== undefined) {
      equals(one, other, frame, machine);
    }
  }
}

function isMinusOne(expression: Expression): boolean {
  if (expression.kind === 'literal') return expression.value === -1;
  const [operand] = expression.kind === 'operation' && expression.operator === '-' ? expression.operands : [];
  return operand?.kind === 'literal' && operand.value === 1;
}

/** A value is one that stands in the file; of `typeof x` it says what x is not. */
function equals(one: Expression, fixed: Expression, frame: Frame, machine: Machine): undefined {
  // The path that two paths have in common is the folder: https://docs.python.org/3/library/os.path.html#os.path.commonpath
  const [paths] = one.kind === 'call' && calledName(one) === 'commonpath' ? one.arguments : [];
  if (paths?.value.kind === 'list') {
    for (const path of paths.value.items) change(path, resolvedSafe(machine.book.rules), frame);
    return;
  }
  if (one.kind !== 'operation' || one.operator !== 'typeof') return approve(one, frame, machine);
  const [asked] = one.operands;
  const isText = fixed.kind === 'text' && /^(?:string|object)$/.test(fixed.value);
  if (asked !== undefined && !isText) change(asked, clean, frame);
}

function applyCall(call: CallExpression, holds: boolean, frame: Frame, machine: Machine, depth: number): undefined {
  const analysed = machine.program.callOf.get(call);
  if (analysed === undefined) return;
  const facts = machine.facts.get(call) ?? factsOf(analysed, machine.program, machine.book);
  const name = calledName(call);
  const [first, second] = call.arguments;
  const receiver = call.callee.kind === 'member' ? call.callee.object : undefined;
  // JavaScript's isNaN is the one check that says no when all is well.
  if (/^isNaN$/.test(name)) {
    if (!holds && first !== undefined) change(first.value, clean, frame);
    return;
  }
  if (facts.definition !== undefined) applyPredicate(call, facts.definition, holds, frame, machine, depth);
  if (machine.program.scoped.program.language === 'go' && applyGoCall(facts, holds, frame, machine)) return;
  if (!holds) return;
  if (facts.safeFor.length > 0 && first !== undefined) return change(first.value, safeFor(facts.safeFor), frame);
  // `Object.hasOwn(list, x)`, `Object.prototype.hasOwnProperty.call(list, x)`
  if (second !== undefined && first !== undefined && /(?:^|\.)(?:hasOwn|hasOwnProperty\.call)$/.test(facts.call.path)) {
    if (isTrusted(first.value, frame, machine)) approve(second.value, frame, machine);
    return;
  }
  if (asksMembership(name) && receiver !== undefined && first !== undefined) {
    if (isTrusted(receiver, frame, machine)) approve(first.value, frame, machine);
    return;
  }
  if (name === 'some' && receiver !== undefined && first?.value.kind === 'function') {
    applySome(first.value.definition, receiver, frame, machine);
    return;
  }
  if (/^(?:equals|equalsIgnoreCase|contentEquals)$/.test(name)) return applyEquals(call, receiver, frame, machine);
  if (applyMatch(call, name, receiver, frame, machine)) return;
  if (/^(?:startsWith|startswith|HasPrefix|is_relative_to)$/.test(name)) {
    const [checked, beginning] = name === 'HasPrefix' ? [first?.value, second?.value] : [receiver, first?.value];
    if (checked === undefined) return;
    change(checked, resolvedSafe(machine.book.rules), frame);
    const text = beginning === undefined ? undefined : machine.program.lookup.valueOf(beginning);
    if (typeof text === 'string' && fixesHost(text)) change(checked, safeFor(rulesAboutHosts(machine)), frame);
    return;
  }
  if (/^(?:isinstance|isInteger|isSafeInteger|isFinite|isNumber)$/.test(name)) {
    const type = second === undefined ? '' : machine.program.paths.of(second.value);
    if (first !== undefined && (name !== 'isinstance' || /^(?:int|float|bool|uuid\.UUID)$/.test(type)))
      change(first.value, clean, frame);
    return;
  }
  if (/^is(?:digit|alnum|alpha|numeric|decimal|identifier)$/.test(name) && receiver !== undefined)
    return change(receiver, clean, frame);
  if (approves(name)) for (const { value } of call.arguments) change(value, clean, frame);
}

/** A function of the file that gives nothing but a condition: what it says of a parameter is said of the argument. */
function applyPredicate(
  call: CallExpression,
  definition: FunctionDefinition,
  holds: boolean,
  frame: Frame,
  machine: Machine,
  depth: number,
): undefined {
  if (!isPredicate(definition)) return;
  const given = call.arguments.map(({ value }) => machine.evaluate(value, frame));
  approvedBy(definition, given, holds, frame, machine, depth + PREDICATE_DEPTH).forEach((isApproved, index) => {
    const argument = call.arguments[index];
    if (argument !== undefined && isApproved) change(argument.value, clean, frame);
  });
}

function isPredicate({ body }: FunctionDefinition): boolean {
  return body.length === 1 && body[0]?.kind === 'return';
}

/** Whether a function lets a value through only if it is harmless: `list.filter((x) => ALLOWED.includes(x))`. */
export function approvesFirst(
  definition: FunctionDefinition,
  value: Value | undefined,
  frame: Frame,
  machine: Machine,
): boolean {
  return isPredicate(definition) && approvedBy(definition, [value], true, frame, machine, PREDICATE_DEPTH)[0] === true;
}

/** For each of the values: whether it is known to be harmless once the function's condition holds (or does not). */
function approvedBy(
  { body, parameters }: FunctionDefinition,
  given: readonly (Value | undefined)[],
  holds: boolean,
  frame: Frame,
  machine: Machine,
  depth: number,
): readonly boolean[] {
  const [only] = body;
  if (only?.kind !== 'return' || !spend(machine.budget, 5)) return [];
  const environment = new Environment(() => frame.environment);
  const names = parameters.flatMap(({ target }) =>
    target.kind === 'variable' && !namesInstance(target.name) ? [target.name] : [],
  );
  for (const [index, name] of names.entries()) environment.declare(name, given[index]);
  const inner: Frame = { ...frame, sends: [], environment, inner: new Set(), lists: new Map(), returned: undefined };
  applyGuards(only.value, holds, inner, machine, depth);
  return names.map((name, index) => given[index] !== undefined && inner.environment.get(name) === undefined);
}

/** `ALLOWED.some((one) => one === x)`: `x` is in the list. */
function applySome(definition: FunctionDefinition, list: Expression, frame: Frame, machine: Machine): undefined {
  const [only] = definition.body;
  const [element] = definition.parameters;
  if (only?.kind !== 'return' || only.value?.kind !== 'operation' || !/^={2,3}$/.test(only.value.operator)) return;
  if (element?.target.kind !== 'variable' || !isTrusted(list, frame, machine)) return;
  const { name } = element.target;
  const isElement = (one: Expression) => one.kind === 'name' && one.name === name;
  if (!only.value.operands.some(isElement)) return;
  for (const operand of only.value.operands) if (!isElement(operand)) change(operand, clean, frame);
}

/** `"a".equals(x)`, `x.equals("a")`, `Objects.equals(x, "a")`: the value is one that stands in the file. */
function applyEquals(
  call: CallExpression,
  receiver: Expression | undefined,
  frame: Frame,
  machine: Machine,
): undefined {
  const given = call.arguments.map(({ value }) => value);
  const sides = given.length === 1 && receiver !== undefined ? [receiver, ...given] : given;
  if (!sides.some((side) => machine.program.lookup.valueOf(side) !== undefined)) return;
  for (const side of sides) if (isSameText(side)) change(side, clean, frame);
}

/** What is said of a part (`cookie.getName()`) is not said of the whole. */
function isSameText(expression: Expression): boolean {
  return expression.kind !== 'call' || /^(?:trim|strip|toString|to(?:Lower|Upper)Case)$/.test(calledName(expression));
}

/** `/^[a-z]+$/.test(x)`, `re.fullmatch(p, x)`, `x.match(p)`, `pattern.matcher(x).matches()`. */
function applyMatch(
  call: CallExpression,
  name: string,
  receiver: Expression | undefined,
  frame: Frame,
  machine: Machine,
): boolean {
  if (!/^(?:test|match|fullmatch|exec|MatchString|Match|matches|search)$/.test(name)) return false;
  const parts = [...(receiver === undefined ? [] : [receiver]), ...call.arguments.map((argument) => argument.value)];
  const inner = receiver?.kind === 'call' ? receiver.arguments.map((argument) => argument.value) : [];
  const whole = name === 'fullmatch' || name === 'matches';
  const patterns = [...parts, ...inner]
    .map((part) => patternOf(part, machine))
    .filter((pattern) => pattern !== undefined);
  const isTight = patterns.some((pattern) =>
    isAnchored(pattern, whole, name === 'match' && machine.program.scoped.program.language === 'python'),
  );
  if (isTight) for (const part of [...parts, ...inner]) change(part, clean, frame);
  return true;
}

/** The pattern of a regular expression, or of a variable that holds a compiled one. */
function patternOf(expression: Expression, machine: Machine, depth = 0): string | undefined {
  if (depth > 5) return undefined;
  if (expression.kind === 'regex') return expression.pattern;
  if (expression.kind === 'text') return expression.value;
  const constant = machine.program.lookup.valueOf(expression);
  if (typeof constant === 'string') return constant;
  if (expression.kind === 'call') {
    const [first] = expression.arguments;
    return first !== undefined && /^(?:compile|MustCompile|RegExp|Compile)$/.test(calledName(expression))
      ? patternOf(first.value, machine, depth + 1)
      : undefined;
  }
  if (expression.kind !== 'name') return undefined;
  const value = machine.program.soleValue(expression);
  return value && patternOf(value, machine, depth + 1);
}

/** From the first to the last character, and not just anything. */
function isAnchored(pattern: string, whole: boolean, fromStart: boolean): boolean {
  const starts = whole || fromStart || /^(?:\(\?\w+\))?(?:\^|\\A)/.test(pattern);
  const ends = whole || /(?:\$|\\[zZ])$/.test(pattern);
  return starts && ends && !/(?:^|[^\\])\.[*+]|\[\^/.test(pattern);
}

/** A list that no value from outside went into. */
function isTrusted(list: Expression, frame: Frame, machine: Machine): boolean {
  return machine.evaluate(list, frame) === undefined;
}

function calledName(call: CallExpression): string {
  const { callee } = call;
  return callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : '';
}
