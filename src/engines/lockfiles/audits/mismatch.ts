import rule from '../../../../rules/lockfiles/mismatch.yml';
import { contradictionOf } from '../addressed-package.ts';
import type { Audit } from '../audit.ts';
import { mustComeFromRegistry } from '../requested.ts';
import { shownEntry, summarize } from '../summarize.ts';

/** Entries whose address leads to another package or version than they are called by. */
export const mismatch: Audit = {
  rule,
  examine: (lockfile) => {
    const { locked } = lockfile;
    const isJudged = mustComeFromRegistry(lockfile);
    const entries = locked.entries.flatMap((entry) => {
      const found = isJudged(entry) ? contradictionOf(locked.ecosystem, entry) : undefined;
      return found === undefined ? [] : [{ entry, found, line: entry.line }];
    });
    return summarize(entries, {
      one: ({ entry, found }) =>
        `the entry ${shownEntry(entry)} installs ${shownEntry(found)}: its address leads there`,
      many: (all, { entry, found }) =>
        `${all.length} entries install another package than they name, first ${shownEntry(entry)}, whose address leads to ${shownEntry(found)}`,
    });
  },
};
