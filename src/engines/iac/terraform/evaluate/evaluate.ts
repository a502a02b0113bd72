import { type Expression, type ForExpression, SPLAT } from '../../../syntax/hcl/hcl.ts';
import { HOLE, isUnknown, type Place, settled, textOf, unknownAt, type Value } from '../../cloud/value.ts';
import { callFunction } from './functions.ts';
import { member } from './member.ts';
import { binary, unary } from './operators.ts';
import { MAX_DEPTH, type Scope } from './scope.ts';
import { flatten, resolveTraversal } from './traversal.ts';

/** Longest text and largest collection that are computed: a line of HCL can double a value any number of times. */
export const MAX_TEXT = 200_000;
export const MAX_ITEMS = 5_000;

/** What an expression comes to. Never throws; what is not certain is unknown. The value stands where the expression does. */
export function evaluate(expression: Expression, scope: Scope): Value {
  const place: Place = { path: scope.path, region: expression.region };
  const { budget } = scope;
  budget.steps -= 1;
  if (budget.steps < 0 || budget.depth > MAX_DEPTH) return unknownAt(place);
  budget.depth += 1;
  const value = compute(expression, scope, place);
  budget.depth -= 1;
  if (value.place === place) return value;
  // What another place says in so many words is not said here.
  return value.kind === 'boolean' ? { ...value, isWritten: false, place } : { ...value, place };
}

function compute(expression: Expression, scope: Scope, place: Place): Value {
  switch (expression.kind) {
    case 'literal':
      return literal(expression.value, place, true);
    case 'template':
      return template(expression.parts, scope, place);
    case 'list':
      return {
        kind: 'list',
        items: expression.items.map((item) => evaluate(item, scope)),
        isComplete: true,
        place,
      };
    case 'object':
      return object(expression.entries, scope, place);
    case 'variable':
    case 'attribute':
    case 'index': {
      const { root, steps } = flatten(expression);
      if (root.kind === 'variable') return resolveTraversal(root.name, steps, scope, place, evaluate);
      return steps.reduce<Value>(
        (value, step) => member(value, step.kind === 'name' ? step.name : evaluate(step.key, scope), place),
        evaluate(root, scope),
      );
    }
    case 'splat':
      return splat(expression.of, expression.each, scope, place);
    case 'call':
      return call(expression, scope, place);
    case 'conditional':
      return conditional(expression, scope, place);
    case 'unary':
      return unary(expression.operator, evaluate(expression.operand, scope), place);
    case 'binary':
      return binary(expression.operator, evaluate(expression.left, scope), evaluate(expression.right, scope), place);
    case 'for':
      return loop(expression, scope, place);
    case 'unsupported':
      return unknownAt(place);
  }
}

/** A value of the code itself: `isWritten` when it stands there in so many words. */
export function literal(value: string | number | boolean | null, place: Place, isWritten: boolean): Value {
  switch (typeof value) {
    case 'string':
      return { kind: 'text', value, place };
    case 'number':
      return { kind: 'number', value, place };
    case 'boolean':
      return { kind: 'boolean', value, isWritten, place };
    default:
      return { kind: 'null', place };
  }
}

function template(parts: readonly Expression[], scope: Scope, place: Place): Value {
  const [only] = parts;
  // `"${x}"` is x itself, whatever it is.
  if (parts.length === 1 && only !== undefined) return evaluate(only, scope);
  let text = '';
  for (const part of parts) {
    const value = settled(evaluate(part, scope));
    text += value.kind === 'text' ? value.value : (textOf(value) ?? HOLE);
    if (text.length > MAX_TEXT) return unknownAt(place);
  }
  return { kind: 'text', value: text, place };
}

function object(entries: Extract<Expression, { kind: 'object' }>['entries'], scope: Scope, place: Place): Value {
  const found = new Map<string, Value>();
  let isComplete = true;
  for (const { key, value } of entries) {
    const name = textOf(evaluate(key, scope));
    if (name === undefined) isComplete = false;
    else found.set(name, evaluate(value, scope));
  }
  return { kind: 'map', entries: found, isComplete, place };
}

function splat(of: Expression, each: Expression, scope: Scope, place: Place): Value {
  const source = evaluate(of, scope);
  const value = source.kind === 'reference' && source.attribute === '' ? source : settled(source);
  const one = (item: Value) => evaluate(each, { ...scope, bindings: new Map([...scope.bindings, [SPLAT, item]]) });
  switch (value.kind) {
    case 'unknown':
      return value;
    case 'null':
      return { kind: 'list', items: [], isComplete: true, place };
    case 'list':
      return { kind: 'list', items: value.items.slice(0, MAX_ITEMS).map(one), isComplete: value.isComplete, place };
    case 'reference':
      return { kind: 'list', items: [one(value)], isComplete: false, place };
    default:
      return { kind: 'list', items: [one(value)], isComplete: true, place };
  }
}

function call(expression: Extract<Expression, { kind: 'call' }>, scope: Scope, place: Place): Value {
  let args = expression.args.map((argument) => evaluate(argument, scope));
  if (expression.expandsLast) {
    const last = args.at(-1);
    const spread = last && settled(last);
    if (spread?.kind !== 'list' || !spread.isComplete) return unknownAt(place);
    args = [...args.slice(0, -1), ...spread.items];
  }
  return callFunction(expression.name, args, place);
}

function conditional(
  { condition, yes, no }: Extract<Expression, { kind: 'conditional' }>,
  scope: Scope,
  place: Place,
): Value {
  const decided = textOf(evaluate(condition, scope));
  if (decided === 'true') return evaluate(yes, scope);
  if (decided === 'false') return evaluate(no, scope);
  const [first, second] = [evaluate(yes, scope), evaluate(no, scope)];
  // Both ways lead to the same.
  const text = textOf(first);
  return text !== undefined && text === textOf(second) ? first : unknownAt(place);
}

/** The pairs of a collection; `undefined` where it is not known at all. */
export function pairsOf(
  value: Value,
): { readonly pairs: readonly (readonly [Value, Value])[]; readonly isComplete: boolean } | undefined {
  const found = value.kind === 'reference' && value.attribute === '' ? value : settled(value);
  switch (found.kind) {
    case 'list':
      return {
        pairs: found.items.map((item, at) => [{ kind: 'number', value: at, place: item.place }, item]),
        isComplete: found.isComplete,
      };
    case 'map':
      return {
        pairs: [...found.entries].map(([key, item]) => [{ kind: 'text', value: key, place: item.place }, item]),
        isComplete: found.isComplete,
      };
    case 'reference':
      return { pairs: [[unknownAt(found.place), found]], isComplete: false };
    default:
      return undefined;
  }
}

function loop(expression: ForExpression, scope: Scope, place: Place): Value {
  const source = pairsOf(evaluate(expression.in, scope));
  if (source === undefined || source.pairs.length > MAX_ITEMS) return unknownAt(place);
  const items: Value[] = [];
  const entries = new Map<string, Value>();
  let { isComplete } = source;
  for (const [key, value] of source.pairs) {
    const bindings = new Map(scope.bindings);
    if (expression.keyName !== undefined) bindings.set(expression.keyName, key);
    bindings.set(expression.valueName, value);
    const inner = { ...scope, bindings };
    if (expression.condition !== undefined) {
      const isIn = textOf(evaluate(expression.condition, inner));
      if (isIn === 'false') continue;
      if (isIn === undefined) {
        isComplete = false;
        continue;
      }
    }
    const result = evaluate(expression.value, inner);
    if (expression.key === undefined) items.push(result);
    else isComplete = addEntry(entries, evaluate(expression.key, inner), result, expression.groups) && isComplete;
  }
  if (expression.key !== undefined) return { kind: 'map', entries, isComplete, place };
  return { kind: 'list', items, isComplete, place };
}

/** Adds to the map unless the key is unknown; says whether it did. */
function addEntry(entries: Map<string, Value>, key: Value, value: Value, groups: boolean): boolean {
  const name = isUnknown(key) ? undefined : textOf(key);
  if (name === undefined) return false;
  const group = groups ? entries.get(name) : undefined;
  const items = group?.kind === 'list' ? group.items : [];
  entries.set(name, groups ? { kind: 'list', items: [...items, value], isComplete: true, place: value.place } : value);
  return true;
}
