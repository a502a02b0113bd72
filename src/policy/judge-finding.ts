import type { Disposition, Finding } from '../model/finding.ts';
import type { InlineAllowance } from '../model/result.ts';
import { isAtLeast } from '../model/severity.ts';
import { printable, shorten } from '../model/text.ts';
import { isExpired, matchesException } from './match-exception.ts';
import type { Exception, Policy, Sourced, Threshold } from './policy.ts';

/** What the policy does with one finding, and why in one sentence. */
export interface FindingJudgement {
  readonly disposition: Disposition;
  readonly reason: string;
  /** The exception that accepts it. */
  readonly exception: Exception | undefined;
}

/** The threshold that counts for a finding, with the name of its key. */
export interface AppliedThreshold extends Sourced<Threshold> {
  readonly key: string;
}

/**
 * What the policy does with a finding on a day (ISO date, UTC). Pure. A fixed finding is a note; an exception that still works or an
 * allowance beside the code accepts; then the category's threshold, else the general one, decides between blocking and telling.
 */
export function judgeFinding(policy: Policy, finding: Finding, today: string): FindingJudgement {
  if (finding.state === 'fixed') return { disposition: 'note', reason: 'it is fixed here', exception: undefined };
  const about = policy.exceptions.filter((exception) => matchesException(exception, finding));
  const working = about.find((exception) => !isExpired(exception, today));
  if (working !== undefined) {
    return { disposition: 'excepted', reason: acceptedBecause(working), exception: working };
  }
  const allowed = policy.inlineExceptions.value ? finding.allowed : undefined;
  if (allowed !== undefined && allowed.reason !== '') {
    const { path, line, reason } = allowed;
    const text = printable(`allowed in ${path}:${line}: ${shorten(reason, 200)}`);
    return { disposition: 'excepted', reason: text, exception: undefined };
  }
  const threshold = thresholdOf(policy, finding);
  const disposition = blocks(finding, threshold) ? 'block' : tells(finding);
  const reasons = [
    compared(finding, threshold),
    ...about.map(gone),
    ...(allowed === undefined ? [] : [withoutReason(allowed)]),
  ];
  return { disposition, reason: reasons.join('; '), exception: undefined };
}

/** The threshold of the finding's category, or the general one. */
export function thresholdOf(policy: Policy, { category }: Pick<Finding, 'category'>): AppliedThreshold {
  const own = policy.categories[category];
  return own === undefined
    ? { ...policy.failOn, key: 'policy.fail-on' }
    : { ...own.failOn, key: `policy.categories.${category}.fail-on` };
}

function blocks(finding: Finding, { value }: AppliedThreshold): boolean {
  return value !== 'never' && isAtLeast(finding.severity, value);
}

function tells(finding: Finding): Disposition {
  return isAtLeast(finding.severity, 'medium') ? 'warn' : 'note';
}

/** `high is at or above fail-on: high (policy.fail-on, .github/gatehouse.yml:3)`. */
function compared(finding: Finding, threshold: AppliedThreshold): string {
  const place = `(${threshold.key}, ${threshold.from})`;
  if (threshold.value === 'never') return `nothing blocks with fail-on: never ${place}`;
  const relation = blocks(finding, threshold) ? 'at or above' : 'below';
  return `${finding.severity} is ${relation} fail-on: ${threshold.value} ${place}`;
}

function acceptedBecause({ owner, expires, reason, from }: Exception): string {
  return printable(`accepted by ${shorten(owner, 80)} until ${expires}: ${shorten(reason, 200)} (${from})`);
}

function gone({ expires, from }: Exception): string {
  return `its exception expired on ${expires} (${from})`;
}

function withoutReason({ path, line, rule }: InlineAllowance): string {
  const missing = rule === '' ? 'names no rule and gives no reason' : 'gives no reason';
  return printable(`the gatehouse:allow in ${path}:${line} ${missing}, and so does not count`);
}
