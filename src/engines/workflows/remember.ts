/**
 * A pure function that computes each answer once per object. Audits ask the same of one job for each of its steps, and a hostile
 * file has many steps: without this the work would grow with their product.
 */
export function remembering<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const found = known.get(key) ?? { value: compute(key) };
    known.set(key, found);
    return found.value;
  };
}
