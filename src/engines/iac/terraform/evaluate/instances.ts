import type { HclBlock } from '../../../syntax/hcl/hcl.ts';
import { numberOf, type Place, textOf, unknownAt, type Value } from '../../cloud/value.ts';
import { evaluate, pairsOf } from './evaluate.ts';
import type { Scope } from './scope.ts';

/** One of the things that a block with `count` or `for_each` makes. */
export interface Instance {
  /** Empty where there is but one or its key is not known. */
  readonly key: string;
  /** As addresses have it: `[0]`, `["a"]`. */
  readonly suffix: string;
  readonly bindings: ReadonlyMap<string, Value>;
}

/** The arguments that make several of one block (https://developer.hashicorp.com/terraform/language/meta-arguments/for_each). */
export const REPEATED: ReadonlySet<string> = new Set(['count', 'for_each']);

/** More instances of one block teach nothing: they share its text. */
const MAX_INSTANCES = 50;

/** The instances of a block: none for `count = 0`, one with unknown names where the number is not known. */
export function instancesOf(block: HclBlock, scope: Scope): readonly Instance[] {
  const repeated = block.body.attributes.find(({ name }) => REPEATED.has(name));
  if (repeated === undefined) return [{ key: '', suffix: '', bindings: scope.bindings }];
  const value = evaluate(repeated.value, scope);
  return repeated.name === 'count' ? counted(value, scope) : forEach(value, scope);
}

function counted(value: Value, scope: Scope): readonly Instance[] {
  const count = numberOf(value);
  const { place } = value;
  if (count === undefined) return [single(scope, 'count', new Map([['index', unknownAt(place)]]), place)];
  return Array.from({ length: Math.max(0, Math.min(count, MAX_INSTANCES)) }, (_, index) => {
    const entries = new Map<string, Value>([['index', { kind: 'number', value: index, place }]]);
    return { key: String(index), suffix: `[${index}]`, bindings: bound(scope, 'count', entries, place) };
  });
}

function forEach(value: Value, scope: Scope): readonly Instance[] {
  const { place } = value;
  const source = pairsOf(value);
  const unknown = new Map([
    ['key', unknownAt(place)],
    ['value', unknownAt(place)],
  ]);
  if (source === undefined || (source.pairs.length === 0 && !source.isComplete)) {
    return [single(scope, 'each', unknown, place)];
  }
  return source.pairs.slice(0, MAX_INSTANCES).map(([pairKey, item]) => {
    // In a set, key and value are one.
    const key = pairKey.kind === 'number' ? item : pairKey;
    const name = textOf(key);
    const entries = new Map([
      ['key', key],
      ['value', item],
    ]);
    const suffix = name === undefined ? '' : `[${JSON.stringify(name)}]`;
    return { key: name ?? '', suffix, bindings: bound(scope, 'each', entries, place) };
  });
}

function single(scope: Scope, name: string, entries: ReadonlyMap<string, Value>, place: Place): Instance {
  return { key: '', suffix: '', bindings: bound(scope, name, entries, place) };
}

function bound(scope: Scope, name: string, entries: ReadonlyMap<string, Value>, place: Place): Instance['bindings'] {
  return new Map([...scope.bindings, [name, { kind: 'map', entries, isComplete: true, place }]]);
}
