import type { ScannedFile } from '../../engines/contract.ts';
import type { FilePath } from '../../model/path.ts';
import type { NotLookedAt } from '../../model/scan.ts';

/** What one way of looking at a tree came across; paths relative to the root, in no particular order. */
export interface Listing {
  readonly files: readonly ScannedFile[];
  /** Symbolic links, which are never followed. */
  readonly links: readonly FilePath[];
  /** What is no part of the set, by its nature. */
  readonly notLookedAt: readonly NotLookedAt[];
  /** What belongs to the set, and the machine would not show. */
  readonly unread: readonly NotLookedAt[];
}

export function joinListings(listings: readonly Listing[]): Listing {
  return {
    files: listings.flatMap((listing) => listing.files),
    links: listings.flatMap((listing) => listing.links),
    notLookedAt: listings.flatMap((listing) => listing.notLookedAt),
    unread: listings.flatMap((listing) => listing.unread),
  };
}
