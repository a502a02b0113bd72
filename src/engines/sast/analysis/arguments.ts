import type { Argument, Expression, Span } from '../program.ts';
import { soleValue } from './constants.ts';
import { filledList } from './filled-lists.ts';
import type { CallLike, ScopedProgram } from './scopes.ts';

/** A call, or a record with a type, whose entries are its arguments by name. */
export interface ArgumentHolder extends Span {
  readonly arguments: readonly Argument[];
  readonly receiver: Expression | undefined;
}

export function holderOf(call: CallLike): ArgumentHolder {
  const { start, end } = call;
  if (call.kind === 'call') {
    const receiver = call.callee.kind === 'member' ? call.callee.object : undefined;
    return { start, end, arguments: call.arguments, receiver };
  }
  const entries = call.entries.map(({ key, value }) => ({ name: key, value, isSpread: false }));
  return { start, end, arguments: entries, receiver: undefined };
}

/** What a selector (rule.ts) means of a call: several for `any`, none where it is not there. */
export function selectArguments(
  holder: ArgumentHolder,
  selector: string,
  scoped: ScopedProgram,
): readonly Expression[] {
  const dot = selector.indexOf('.');
  if (dot === -1) return selectWhole(holder, selector);
  return selectWhole(holder, selector.slice(0, dot)).flatMap((value) =>
    entryOf(value, selector.slice(dot + 1), scoped),
  );
}

function selectWhole(holder: ArgumentHolder, selector: string): readonly Expression[] {
  if (selector === 'any') return holder.arguments.map((argument) => argument.value);
  if (selector === 'receiver') return holder.receiver === undefined ? [] : [holder.receiver];
  if (!/^\d+$/.test(selector)) {
    return holder.arguments.filter((argument) => argument.name === selector).map((argument) => argument.value);
  }
  let position = Number(selector);
  for (const argument of holder.arguments) {
    if (argument.name !== undefined) continue;
    // What is spread may hold every later position.
    if (position === 0 || argument.isSpread) return [argument.value];
    position -= 1;
  }
  return [];
}

/** Whether an argument may be there without being seen: `**options`, `...rest`. */
export function mayHide(holder: ArgumentHolder, selector: string): boolean {
  return (
    selector !== 'receiver' &&
    holder.arguments.some((argument) => argument.isSpread || (argument.name === undefined && isSpreadRecord(argument)))
  );

  function isSpreadRecord({ value }: Argument): boolean {
    return selector.includes('.') && value.kind === 'record' && value.entries.some((entry) => entry.key === undefined);
  }
}

function entryOf(value: Expression, keys: string, scoped: ScopedProgram, depth = 0): readonly Expression[] {
  if (depth > 6) return [];
  if (value.kind === 'wrapped') return entryOf(value.value, keys, scoped, depth + 1);
  if (value.kind === 'name') {
    const sole = soleValue(value, scoped);
    if (sole === undefined) return [];
    const isFilled = sole.kind === 'list' && scoped.program.language === 'python';
    return entryOf(isFilled ? filledList(value, sole, scoped) : sole, keys, scoped, depth + 1);
  }
  const dot = keys.indexOf('.');
  const key = dot === -1 ? keys : keys.slice(0, dot);
  if (value.kind === 'call') return entryOfMerged(value, keys, scoped, depth);
  const found =
    value.kind === 'record'
      ? entriesOf(value, key, scoped, depth)
      : value.kind === 'list'
        ? itemsOf(value, key, scoped)
        : [];
  return dot === -1 ? found : found.flatMap((inner) => entryOf(inner, keys.slice(dot + 1), scoped, depth + 1));
}

/** The element at a place; all of them where a list of Python is meant as a whole. */
function itemsOf(
  { items }: Extract<Expression, { kind: 'list' }>,
  key: string,
  { program }: ScopedProgram,
): readonly Expression[] {
  if (key === '*') return program.language === 'python' ? items : [];
  return /^\d+$/.test(key) ? items.slice(Number(key), Number(key) + 1) : [];
}

/** The entries of a key; those of what is spread into the record where it has none of its own. */
function entriesOf(
  record: Extract<Expression, { kind: 'record' }>,
  key: string,
  scoped: ScopedProgram,
  depth: number,
): readonly Expression[] {
  const own = record.entries.filter((entry) => key === '*' || entry.key === key).map((entry) => entry.value);
  if (own.length > 0 || key === '*') return own;
  const spread = record.entries.findLast(
    (entry) => entry.key === undefined && entryOf(entry.value, key, scoped, depth + 1).length > 0,
  );
  return spread === undefined ? [] : entryOf(spread.value, key, scoped, depth + 1);
}

/** `Object.assign({ … }, { … })`: the last one that has it. */
function entryOfMerged(
  call: Extract<Expression, { kind: 'call' }>,
  keys: string,
  scoped: ScopedProgram,
  depth: number,
): readonly Expression[] {
  const { callee } = call;
  const isAssign =
    callee.kind === 'member' &&
    callee.property === 'assign' &&
    callee.object.kind === 'name' &&
    callee.object.name === 'Object';
  if (!isAssign) return [];
  const found = call.arguments.map((argument) => entryOf(argument.value, keys, scoped, depth + 1));
  return found.findLast((entries) => entries.length > 0) ?? [];
}
