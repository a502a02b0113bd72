import rule from '../../../../rules/lockfiles/unexpected-host.yml';
import type { LockedEntry } from '../../../inventory/integrity/locked-file.ts';
import { printable, shorten } from '../../../model/text.ts';
import type { Audit, AuditResult, Lockfile } from '../audit.ts';
import { expectedHosts, hostsOf } from '../expected-hosts.ts';
import { shownEntry } from '../summarize.ts';

/** Packages that come from where nothing here says that packages come from. One result for each such host. */
export const unexpectedHost: Audit = { rule, examine };

function examine(lockfile: Lockfile): readonly AuditResult[] {
  const expected = expectedHosts(lockfile);
  if (expected === undefined) return [];
  const strangers = new Map<string, LockedEntry[]>();
  for (const entry of lockfile.locked.entries) {
    const host = entry.origin === 'registry' ? hostsOf(entry).find((name) => !expected.has(name)) : undefined;
    if (host === undefined) continue;
    const known = strangers.get(host);
    if (known === undefined) strangers.set(host, [entry]);
    else known.push(entry);
  }
  return [...strangers].flatMap(([host, entries]) => resultOf(host, entries));
}

function resultOf(host: string, [first, ...others]: readonly LockedEntry[]): readonly AuditResult[] {
  if (first === undefined) return [];
  const who =
    others.length === 0 ? `${shownEntry(first)} comes` : `${shownEntry(first)} and ${others.length} more come`;
  const shown = shorten(printable(host), 80);
  return [{ line: first.line, message: `${who} from ${shown}, neither the public registry nor one configured here` }];
}
