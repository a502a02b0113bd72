import type { Settings } from '../config/settings.ts';
import { dayOf } from '../model/day.ts';
import type { Disposition, Finding, JudgedFinding } from '../model/finding.ts';
import { compareRegions } from '../model/location.ts';
import type { ExceptionUse, Outcome } from '../model/outcome.ts';
import { comparePaths } from '../model/path.ts';
import { leavesGap } from '../model/scan-status.ts';
import { compareSeverity } from '../model/severity.ts';
import type { Gap } from '../model/verdict.ts';
import { judgeFinding } from '../policy/judge-finding.ts';
import { isExpired, matchesException } from '../policy/match-exception.ts';
import type { Policy } from '../policy/policy.ts';
import { decideVerdict } from '../policy/verdict.ts';
import type { ScanRecord } from './record.ts';

const DISPOSITIONS: readonly Disposition[] = ['block', 'warn', 'note', 'excepted'];

/** A record, its findings and the settings → the outcome that every reporter shows. Pure; `nowMs` decides what has expired. */
export function judge(record: ScanRecord, findings: readonly Finding[], settings: Settings, nowMs: number): Outcome {
  const today = dayOf(nowMs);
  const judged = judgeAll(settings.policy, findings, today);
  return {
    tool: record.tool,
    checkName: settings.checkName,
    profile: settings.profile,
    prefix: record.prefix,
    verdict: decideVerdict(settings.policy, judged, gapsOf(record)),
    findings: judged,
    scans: record.scans,
    emptyCategories: record.emptyCategories,
    notLookedAt: record.notLookedAt,
    exceptions: exceptionUses(settings.policy, findings, today),
    counts: countAll(record, judged),
    decidedBy: settings.decidedBy,
    digests: { policy: settings.digest, ...record.digests },
    run: record.run,
  };
}

function judgeAll(policy: Policy, findings: readonly Finding[], today: string): readonly JudgedFinding[] {
  return findings
    .map((finding) => {
      const { disposition, reason } = judgeFinding(policy, finding, today);
      return { ...finding, disposition, reason };
    })
    .sort(compareJudged);
}

/** Worst disposition first, then severity, path, region, rule; the id makes the order total. */
function compareJudged(a: JudgedFinding, b: JudgedFinding): number {
  return (
    DISPOSITIONS.indexOf(a.disposition) - DISPOSITIONS.indexOf(b.disposition) ||
    compareSeverity(a.severity, b.severity) ||
    comparePaths(a.location.path, b.location.path) ||
    compareRegions(a.location.region, b.location.region) ||
    comparePaths(a.rule.id, b.rule.id) ||
    comparePaths(a.id, b.id)
  );
}

function gapsOf({ scans }: ScanRecord): readonly Gap[] {
  return scans.flatMap(({ scanner, category, required, status }) => {
    if (!required || !leavesGap(status) || status.state === 'ok' || status.state === 'skipped') return [];
    return [{ category, scanner, why: status.why, remedy: status.remedy }];
  });
}

/** Every exception with how many findings it is about; one that expired shows what it no longer covers. */
function exceptionUses(policy: Policy, findings: readonly Finding[], today: string): readonly ExceptionUse[] {
  const present = findings.filter(({ state }) => state !== 'fixed');
  return policy.exceptions.map((exception) => ({
    rule: exception.rule,
    reason: exception.reason,
    owner: exception.owner,
    expires: exception.expires,
    from: exception.from,
    matched: present.filter((finding) => matchesException(exception, finding)).length,
    expired: isExpired(exception, today),
  }));
}

function countAll(record: ScanRecord, judged: readonly JudgedFinding[]): Outcome['counts'] {
  const having = (wanted: Disposition) => judged.filter(({ disposition }) => disposition === wanted).length;
  return {
    files: record.files.count,
    bytes: record.files.bytes,
    raw: record.scans.reduce((sum, { results }) => sum + results, 0),
    findings: judged.length,
    blocking: having('block'),
    warnings: having('warn'),
    notes: having('note'),
    excepted: having('excepted'),
    excluded: record.excluded,
  };
}
