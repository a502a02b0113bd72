import type { Statement } from '../program.ts';
import type { Frame } from './machine.ts';
import type { Value } from './value.ts';

const ADDS = /^(?:append|push|add)$/;
const FIRST = /^(?:shift)$/;
const TAKES = /^(?:pop|remove)$/;
/** More elements than anybody follows by hand. */
const MAX_ELEMENTS = 50;

/** A list that a variable gets, with the values of its elements; anything else ends what was known. */
export function noteAssignment(
  statement: Extract<Statement, { kind: 'assign' }>,
  value: Value | undefined,
  frame: Frame,
): void {
  const { target, value: given, grows } = statement;
  if (target.kind !== 'variable') return;
  frame.lists.delete(target.name);
  // From now on two variables hold it.
  if (given?.kind === 'name') frame.lists.delete(given.name);
  if (grows || given?.kind !== 'list' || given.items.length > MAX_ELEMENTS) return;
  if (given.items.some((item) => item.kind === 'other')) return;
  frame.lists.set(
    target.name,
    given.items.map((_, index) => value?.fields?.get(String(index))),
  );
}

/** A method of a list is called; what it gives, where that is an element. */
export function callOnList(
  list: string,
  method: string,
  given: readonly (Value | undefined)[],
  position: number | undefined,
  frame: Frame,
): void {
  const known = frame.lists.get(list);
  if (known === undefined) return;
  if (ADDS.test(method) && given.length === 1 && known.length < MAX_ELEMENTS)
    frame.lists.set(list, [...known, given[0]]);
  else if (FIRST.test(method) && given.length === 0) frame.lists.set(list, known.slice(1));
  else if (method === 'clear') frame.lists.set(list, []);
  else if (method === 'pop' && given.length === 0) frame.lists.set(list, known.slice(0, -1));
  else if (TAKES.test(method) && position !== undefined && position >= 0)
    frame.lists.set(
      list,
      known.filter((_, index) => index !== position),
    );
  else if (!/^(?:get|join|len|size|index|count|toString)$/.test(method)) frame.lists.delete(list);
}

/** The element at a place of a list of which all is known: `undefined` where nothing is known, otherwise its value. */
export function elementAt(
  list: string,
  position: number,
  frame: Frame,
): { readonly value: Value | undefined } | undefined {
  const known = frame.lists.get(list);
  if (known === undefined) return undefined;
  const at = position < 0 ? known.length + position : position;
  return at < known.length && at >= 0 ? { value: known[at] } : undefined;
}
