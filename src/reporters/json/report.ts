import type { ExceptionUse, Outcome, RunFacts } from '../../model/outcome.ts';
import type { Scan } from '../../model/scan.ts';
import type { Gap } from '../../model/verdict.ts';
import { findingEntry } from './finding-entry.ts';
import { pathEntry } from './path-entry.ts';

/**
 * The report as other programs read it (docs/report.md, schema/report.schema.json): the keys of each object in the documented order.
 * `undefined` values are absent from the JSON. Everything volatile is under `run`.
 */
export function reportOf(outcome: Outcome): Readonly<Record<string, unknown>> {
  const { tool, verdict, counts, digests } = outcome;
  return {
    version: 1,
    verdict: verdict.word,
    incomplete: verdict.gaps.map(gapEntry),
    findings: outcome.findings.map((finding) => findingEntry(finding, outcome.prefix)),
    scanners: outcome.scans.map(scannerEntry),
    notLookedAt: outcome.notLookedAt.map(({ path, why }) => ({ ...pathEntry(outcome.prefix + path), why })),
    counts: {
      raw: counts.raw,
      findings: counts.findings,
      blocking: counts.blocking,
      warnings: counts.warnings,
      notes: counts.notes,
      excepted: counts.excepted,
      excluded: counts.excluded,
      files: counts.files,
      bytes: counts.bytes,
    },
    digests: { policy: digests.policy, advisories: digests.advisories, rules: digests.rules },
    reasons: verdict.reasons,
    emptyCategories: outcome.emptyCategories.map(({ category, why }) => ({ category, why })),
    exceptions: outcome.exceptions.map(exceptionEntry),
    decidedBy: outcome.decidedBy,
    profile: outcome.profile,
    checkName: outcome.checkName,
    tool: { name: tool.name, version: tool.version },
    run: runEntry(outcome.run),
  };
}

function gapEntry({ category, scanner, why, remedy }: Gap) {
  return { category, scanner, why, remedy };
}

function scannerEntry(scan: Scan) {
  const { status } = scan;
  return {
    name: scan.scanner,
    version: scan.version,
    category: scan.category,
    status: status.state,
    required: scan.required,
    results: scan.results,
    why: 'why' in status ? status.why : undefined,
    remedy: 'remedy' in status ? status.remedy : undefined,
    origin: scan.origin,
    isolation: scan.isolation,
    repairs: scan.repairs,
    notes: scan.notes,
  };
}

function exceptionEntry({ rule, reason, owner, expires, from, matched, expired }: ExceptionUse) {
  return { rule, reason, owner, expires, from, matched, expired };
}

function runEntry({ startedAt, durationMs, scanners }: RunFacts) {
  const names = Object.keys(scanners).sort();
  return {
    startedAt,
    durationMs,
    scanners: Object.fromEntries(
      names.map((name) => [name, { startedMs: scanners[name]?.startedMs, durationMs: scanners[name]?.durationMs }]),
    ),
  };
}
