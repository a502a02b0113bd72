/**
 * A pure function that computes each answer once per object. Checks ask the same of one object for each of its parts, and a hostile
 * file has many parts: without this the work would grow with their product.
 */
export function remembering<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const found = known.get(key) ?? { value: compute(key) };
    known.set(key, found);
    return found.value;
  };
}
