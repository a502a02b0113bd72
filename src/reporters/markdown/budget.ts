/** How many entries of each list a surface shows. */
export interface Limits {
  readonly blocking: number;
  readonly others: number;
  readonly scanners: number;
  /** Reasons, exceptions, gaps and the like. */
  readonly lines: number;
}

/** The first rendering that fits; the last one if none does, so the last limits should be small enough for anything. */
export function firstThatFits(
  limits: readonly Limits[],
  fits: (text: string) => boolean,
  render: (limits: Limits) => string,
): string {
  let text = '';
  for (const limit of limits) {
    text = render(limit);
    if (fits(text)) return text;
  }
  return text;
}

/** The first `limit` entries, and how many are left. */
export function take<T>(entries: readonly T[], limit: number): { readonly shown: readonly T[]; readonly left: number } {
  return { shown: entries.slice(0, limit), left: Math.max(0, entries.length - limit) };
}
