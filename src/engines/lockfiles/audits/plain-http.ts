import rule from '../../../../rules/lockfiles/plain-http.yml';
import type { LockedEntry } from '../../../inventory/integrity/locked-file.ts';
import { printable, shorten } from '../../../model/text.ts';
import { hostOf, isPlain } from '../address.ts';
import type { Audit, AuditResult, Lockfile } from '../audit.ts';
import { shownEntry, summarize } from '../summarize.ts';

/** Packages and registries that are fetched without encryption. */
export const plainHttp: Audit = { rule, examine };

function examine({ locked, around }: Lockfile): readonly AuditResult[] {
  const plain = locked.entries.filter((entry) => addressesOf(entry).some(isPlain));
  // A hash tells what was changed on the way; without one nothing does.
  const [unhashed, hashed] = [
    plain.filter(({ hash }) => hash !== 'present'),
    plain.filter(({ hash }) => hash === 'present'),
  ];
  return [
    ...registries(locked.registries).map(({ line, message }) => ({ line, message })),
    ...around.configurations.flatMap(({ path, registries: named }) =>
      registries(named).map((result) => ({ path, ...result })),
    ),
    ...report(unhashed, 'and nothing would show a change on the way').map((result) => ({
      ...result,
      severity: 'medium' as const,
    })),
    ...report(hashed, 'for all on the way to see').map((result) => ({ ...result, severity: 'low' as const })),
  ];
}

function registries(
  named: Lockfile['locked']['registries'],
): readonly { readonly line: number; readonly message: string }[] {
  return named.flatMap(({ address, line }) =>
    isPlain(address)
      ? [{ line, message: `packages are fetched from ${shownHost(address)} over http, without encryption` }]
      : [],
  );
}

function report(entries: readonly LockedEntry[], consequence: string): readonly AuditResult[] {
  return summarize(entries, {
    one: (entry) => `${shownEntry(entry)} is fetched over http, ${consequence}`,
    many: (all, first) => `${all.length} packages are fetched over http (first ${shownEntry(first)}), ${consequence}`,
  });
}

function addressesOf({ addresses, registry }: LockedEntry): readonly string[] {
  return registry === undefined ? addresses : [registry, ...addresses];
}

function shownHost(address: string): string {
  return shorten(printable(hostOf(address) ?? ''), 80);
}
