import type { LockedEntry } from '../../inventory/integrity/locked-file.ts';
import { printable, shorten } from '../../model/text.ts';
import type { AuditResult } from './audit.ts';

/** Up to so many are named one by one; more are one habit of the whole lockfile, and one result. */
const MOST_ALONE = 5;

/** One result for each entry, or one for all of many: `words` are about one (`lodash 4.17.21`) or many (`312 of 900 packages`). */
export function summarize<Item extends { readonly line: number }>(
  items: readonly Item[],
  words: { readonly one: (item: Item) => string; readonly many: (items: readonly Item[], first: Item) => string },
): readonly AuditResult[] {
  const [first] = items;
  if (first === undefined) return [];
  if (items.length <= MOST_ALONE) return items.map((item) => ({ line: item.line, message: words.one(item) }));
  return [{ line: first.line, message: words.many(items, first) }];
}

/** `lodash 4.17.21`, safe to show. */
export function shownEntry({ name, version }: Pick<LockedEntry, 'name' | 'version'>): string {
  const shown = version === undefined ? name : `${name} ${version}`;
  return shorten(printable(shown), 80);
}
