import rule from '../../../../rules/lockfiles/unexpected-host.yml';
import type { LockedEntry } from '../../../inventory/integrity/locked-file.ts';
import { printable, shorten } from '../../../model/text.ts';
import type { Audit, AuditResult, Lockfile } from '../audit.ts';
import { expectedHosts, hostsOf } from '../expected-hosts.ts';
import { mustComeFromRegistry } from '../requested.ts';
import { shownEntry, summarize } from '../summarize.ts';

/** Packages that come from where nothing here says that packages come from. One result for each such host, as long as they are few. */
export const unexpectedHost: Audit = { rule, examine };

function examine(lockfile: Lockfile): readonly AuditResult[] {
  const expected = expectedHosts(lockfile);
  if (expected === undefined) return [];
  const isJudged = mustComeFromRegistry(lockfile);
  const strangers = new Map<string, LockedEntry[]>();
  for (const entry of lockfile.locked.entries) {
    const host = isJudged(entry) ? hostsOf(entry).find((name) => !expected.has(name)) : undefined;
    if (host === undefined) continue;
    const known = strangers.get(host);
    if (known === undefined) strangers.set(host, [entry]);
    else known.push(entry);
  }
  const groups = [...strangers].flatMap(([host, entries]) => groupOf(host, entries));
  return summarize(groups, {
    one: (group) => `${whoComes(group)} from ${group.host}, neither the public registry nor one configured here`,
    many: (all, first) =>
      `packages come from ${all.length} hosts that are neither the public registry nor configured here: ${whoComes(first)} from ${first.host}`,
  });
}

interface Group {
  readonly host: string;
  readonly first: LockedEntry;
  readonly others: number;
  readonly line: number;
}

function groupOf(host: string, [first, ...others]: readonly LockedEntry[]): readonly Group[] {
  const shown = shorten(printable(host), 80);
  return first === undefined ? [] : [{ host: shown, first, others: others.length, line: first.line }];
}

function whoComes({ first, others }: Group): string {
  return others === 0 ? `${shownEntry(first)} comes` : `${shownEntry(first)} and ${others} more come`;
}
