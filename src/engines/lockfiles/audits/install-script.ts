import * as z from 'zod';
import data from '../../../../rules/lockfiles/data/known-install-scripts.yml';
import rule from '../../../../rules/lockfiles/install-script.yml';
import type { LockedEntry } from '../../../inventory/integrity/locked-file.ts';
import type { Audit, AuditResult, Lockfile } from '../audit.ts';
import { shownEntry, summarize } from '../summarize.ts';

const schema = z.strictObject({ packages: z.array(z.string().min(1)).min(1) });

let known: ReadonlySet<string> | undefined;

/** The packages of `rules/lockfiles/data/known-install-scripts.yml`. */
export function knownInstallScripts(): ReadonlySet<string> {
  known ??= new Set(schema.parse(data).packages);
  return known;
}

/** Packages that run a program of their own when they are installed, other than those that are widely known to. */
export const installScript: Audit = { rule, examine };

function examine({ locked, around }: Lockfile): readonly AuditResult[] {
  if (around.configurations.some(({ ignoresScripts }) => ignoresScripts)) return [];
  const entries = locked.entries.filter(({ hasInstallScript }) => hasInstallScript);
  // Who has looked at a name in the registry has not looked at what an address serves under it.
  const elsewhere = entries.filter(({ origin }) => origin === 'elsewhere');
  const unknown = entries.filter(({ origin, name }) => origin === 'registry' && !knownInstallScripts().has(name));
  return [
    ...report(elsewhere, ', and comes from no registry').map((result) => ({ ...result, severity: 'low' as const })),
    ...report(unknown, ''),
  ];
}

function report(entries: readonly LockedEntry[], addition: string): readonly AuditResult[] {
  return summarize(entries, {
    one: (entry) => `${shownEntry(entry)} runs a script of its own when it is installed${addition}`,
    many: (all, first) =>
      `${all.length} packages run scripts of their own when they are installed (first ${shownEntry(first)})`,
  });
}
