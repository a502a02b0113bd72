/** How an ecosystem orders versions. */
export interface Ordering {
  /** Below zero when `a` is older than `b`; `undefined` when either is no version here. */
  compare(a: string, b: string): number | undefined;
}

/** Far above any version that a registry holds; keeps hostile texts from being ordered part by part. */
const LONGEST_VERSION = 256;

/** An ordering by parsed versions: `parse` gives `undefined` for what is none. */
export function orderingBy<Parsed>(
  parse: (version: string) => Parsed | undefined,
  order: (a: Parsed, b: Parsed) => number,
): Ordering {
  const read = (version: string) => (version.length > LONGEST_VERSION ? undefined : parse(version.trim()));
  return {
    compare: (a, b) => {
      const [left, right] = [read(a), read(b)];
      return left === undefined || right === undefined ? undefined : order(left, right);
    },
  };
}

/** Two whole numbers in decimal digits, of any length. */
export function compareDigits(a: string, b: string): number {
  const [left, right] = [a.replace(/^0+(?=\d)/, ''), b.replace(/^0+(?=\d)/, '')];
  return left.length - right.length || compareTexts(left, right);
}

/** Two texts by code unit. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The first difference of two lists, the shorter one filled up with `missing`. */
export function compareLists<Item>(
  a: readonly Item[],
  b: readonly Item[],
  missing: Item,
  order: (a: Item, b: Item) => number,
): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = order(a[index] ?? missing, b[index] ?? missing);
    if (difference !== 0) return difference;
  }
  return 0;
}
