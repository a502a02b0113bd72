import {
  numberOf,
  type Place,
  type ReferenceValue,
  settled,
  textOf,
  unknownAt,
  type Value,
} from '../../cloud/value.ts';

/** `value.key` or `value[key]`. What is certainly not there is missing, which `try` and `lookup` take for an answer. */
export function member(value: Value, key: string | Value, place: Place): Value {
  if (value.kind === 'reference' && value.attribute === '') return wholeMember(value, key, place);
  const found = settled(value);
  switch (found.kind) {
    case 'map': {
      const name = typeof key === 'string' ? key : textOf(key);
      if (name === undefined) return unknownAt(place);
      return found.entries.get(name) ?? (found.isComplete ? missingAt(place) : unknownAt(place));
    }
    case 'list': {
      const index = typeof key === 'string' ? Number(key) : numberOf(key);
      if (index === undefined || Number.isNaN(index)) return unknownAt(place);
      return found.items[index] ?? (found.isComplete ? missingAt(place) : unknownAt(place));
    }
    case 'null':
      return missingAt(place);
    default:
      return unknownAt(place);
  }
}

function missingAt(place: Place): Value {
  return { kind: 'unknown', isMissing: true, place };
}

/** A whole resource: with a key one of its instances, with a name an attribute. */
function wholeMember(value: ReferenceValue & { readonly place: Place }, key: string | Value, place: Place): Value {
  if (typeof key !== 'string') return { ...value, place };
  return {
    kind: 'reference',
    address: value.address,
    attribute: key,
    target: () => member(value.target(), key, place),
    place,
  };
}
