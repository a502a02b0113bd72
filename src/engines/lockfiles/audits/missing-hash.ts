import rule from '../../../../rules/lockfiles/missing-hash.yml';
import type { Audit } from '../audit.ts';
import { shownEntry, summarize } from '../summarize.ts';

/** Packages whose content nobody would notice to be another one tomorrow. */
export const missingHash: Audit = {
  rule,
  examine: ({ locked }) => {
    const entries = locked.entries.filter(({ hash }) => hash === 'absent');
    return summarize(entries, {
      one: (entry) => `${shownEntry(entry)} has no hash: whatever its address serves is installed`,
      many: (all, first) =>
        `${all.length} of ${locked.entries.length} packages have no hash (first ${shownEntry(first)}): whatever their addresses serve is installed`,
    });
  },
};
