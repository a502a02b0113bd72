import type { Expression } from '../program.ts';
import type { SastRule } from '../rule.ts';
import type { Frame } from './machine.ts';
import { madeSafe, type Trace } from './trace.ts';
import { mapTraces, type Value, withProperty } from './value.ts';

/** What a value is after a check: clean, or safe for some rules. */
export type Change = (value: Value | undefined) => Value | undefined;

export const clean: Change = () => undefined;

export function safeFor(rules: readonly string[]): Change {
  return (value) => mapTraces(value, (trace) => madeSafe(trace, rules));
}

/** A name without separators, or without steps up, stays in the folder that it is joined to. */
export function staysBelow(rules: readonly SastRule[]): Change {
  return safeFor(aboutPaths(rules));
}

function aboutPaths(rules: readonly SastRule[]): readonly string[] {
  return rules.filter((rule) => rule.cwes.includes('CWE-22')).map((rule) => rule.id);
}

/** A prefix of a path that was resolved says where it leads. */
export function resolvedSafe(rules: readonly SastRule[]): Change {
  const ids = aboutPaths(rules);
  return (value) => mapTraces(value, (trace: Trace) => (trace.isResolved ? madeSafe(trace, ids) : trace));
}

/** Changes what a variable, or a property of one, is known to hold. */
export function change(expression: Expression, how: Change, frame: Frame): undefined {
  const { environment } = frame;
  if (expression.kind === 'wrapped') return change(expression.value, how, frame);
  if (expression.kind === 'name') {
    if (environment.has(expression.name)) environment.set(expression.name, how(environment.get(expression.name)));
    return;
  }
  // `x.lower() in ALLOWED`: what is true of one spelling is taken for true of the text.
  if (expression.kind === 'call' && expression.callee.kind === 'member')
    return change(expression.callee.object, how, frame);
  if (expression.kind === 'call' && expression.arguments.length === 1) {
    const [only] = expression.arguments;
    if (only !== undefined) change(only.value, how, frame);
    return;
  }
  const keys: string[] = [];
  let root: Expression = expression;
  while ((root.kind === 'member' || root.kind === 'index') && keys.length < 6) {
    const key = root.kind === 'member' ? root.property : root.index.kind === 'text' ? root.index.value : undefined;
    if (key === undefined) return;
    keys.unshift(key);
    root = root.object;
  }
  if (root.kind === 'name' && !environment.has(root.name) && how === clean) {
    // A source that is a global: what is read below it again is the same.
    if (keys.length > 1) environment.set(root.name, checkedBelow(keys));
    return;
  }
  if (root.kind !== 'name' || !environment.has(root.name)) return;
  environment.set(root.name, changedBelow(environment.get(root.name), keys, how));
}

/** Something of which nothing is known but that this property is clean. */
function checkedBelow([key, ...rest]: readonly string[]): Value | undefined {
  if (key === undefined) return undefined;
  return { traces: [], fields: new Map([[key, checkedBelow(rest)]]), closed: false };
}

function changedBelow(value: Value | undefined, keys: readonly string[], how: Change): Value | undefined {
  const [key, ...rest] = keys;
  if (key === undefined || value === undefined) return how(value);
  const inner = value.fields?.get(key) ?? (value.closed ? undefined : { ...value, fields: undefined });
  const changed = rest.length === 0 ? how(inner) : changedBelow(inner, rest, how);
  return withProperty(value, key, changed);
}
