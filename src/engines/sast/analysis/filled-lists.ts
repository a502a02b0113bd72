import { remembering } from '../../remember.ts';
import type { Expression } from '../program.ts';
import { type Binding, findBinding, type ScopedProgram } from './scopes.ts';

type Name = Extract<Expression, { kind: 'name' }>;
type List = Extract<Expression, { kind: 'list' }>;

/** More elements than people append by hand. */
const MAX_ELEMENTS = 50;

/** A list with what the file appends to it later on, in order of place and whatever the branches are: `command.append("-c")`. */
export function filledList(name: Name, list: List, scoped: ScopedProgram): List {
  const binding = findBinding(name.name, scoped.scopeOf.get(name))?.binding;
  const appended = binding === undefined ? undefined : appendedTo(scoped).get(binding);
  return appended === undefined ? list : { ...list, items: [...list.items, ...appended] };
}

/** What is appended to the variables of a program. */
const appendedTo = remembering((scoped: ScopedProgram): ReadonlyMap<Binding, readonly Expression[]> => {
  const appended = new Map<Binding, Expression[]>();
  for (const call of scoped.calls) {
    if (call.kind !== 'call' || call.callee.kind !== 'member' || call.callee.property !== 'append') continue;
    const { object } = call.callee;
    const [item, another] = call.arguments;
    if (object.kind !== 'name' || item === undefined || another !== undefined) continue;
    const binding = findBinding(object.name, scoped.scopeOf.get(object))?.binding;
    if (binding === undefined) continue;
    const items = appended.get(binding) ?? [];
    if (items.length < MAX_ELEMENTS) items.push(item.value);
    appended.set(binding, items);
  }
  return appended;
});
