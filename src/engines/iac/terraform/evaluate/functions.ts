import { decodeJson, encodeJson } from '../../cloud/json.ts';
import { isComplete, isUnknown, type Place, settled, textOf, unknownAt, type Value } from '../../cloud/value.ts';
import { COLLECTION_FUNCTIONS } from './collection-functions.ts';
import type { PureFunction } from './pure-function.ts';
import { TEXT_FUNCTIONS } from './text-functions.ts';

/** The functions that are known, without those that read files, the clock or the network (https://developer.hashicorp.com/terraform/language/functions). */
const FUNCTIONS: Readonly<Record<string, PureFunction>> = {
  ...TEXT_FUNCTIONS,
  ...COLLECTION_FUNCTIONS,
  // A sensitive value is still the same value.
  sensitive: ([value]) => value,
  nonsensitive: ([value]) => value,
  try: (args) => firstThat(args, (value) => value.kind !== 'unknown' || value.isMissing !== true),
  can: ([value], place) =>
    value === undefined || (value.kind === 'unknown' && value.isMissing !== true)
      ? undefined
      : { kind: 'boolean', value: value.kind !== 'unknown', isWritten: false, place },
  coalesce: (args) => firstThat(args, (value) => settled(value).kind !== 'null' && textOf(value) !== ''),
  coalescelist: (args) => firstThat(args, (value) => !(settled(value).kind === 'list' && sizeOf(value) === 0)),
  jsonencode: ([value], place) => (value === undefined ? undefined : encodeJson(value, place)),
  jsondecode: ([value], place) => decodeJson(value, place),
};

/** What a call comes to; unknown for every function that is not known here. */
export function callFunction(name: string, args: readonly Value[], place: Place): Value {
  const known = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  return known?.(args, place) ?? unknownAt(place);
}

/** The first argument that will do; nothing certain when one before it may do too. */
function firstThat(args: readonly Value[], willDo: (value: Value) => boolean): Value | undefined {
  for (const value of args) {
    if (value.kind !== 'unknown' || value.isMissing !== true) {
      if (isUnknown(value)) return value.kind === 'reference' ? value : undefined;
    }
    if (willDo(value)) return value;
  }
  return undefined;
}

function sizeOf(value: Value): number | undefined {
  const found = settled(value);
  return found.kind === 'list' && isComplete(found) ? found.items.length : undefined;
}
