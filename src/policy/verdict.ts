import type { JudgedFinding } from '../model/finding.ts';
import { count } from '../model/text.ts';
import { type Gap, gapSentence, type Verdict } from '../model/verdict.ts';
import { type AppliedThreshold, thresholdOf } from './judge-finding.ts';
import type { Policy } from './policy.ts';

/**
 * The verdict on judged findings and gaps: fail when one finding blocks, else incomplete when something required is missing
 * (unless `on-incomplete: pass`), else pass. Gaps are listed whatever the word is. Pure.
 */
export function decideVerdict(policy: Policy, findings: readonly JudgedFinding[], gaps: readonly Gap[]): Verdict {
  const blocking = findings.filter(({ disposition }) => disposition === 'block');
  const isLetThrough = policy.onIncomplete.value === 'pass';
  const word = blocking.length > 0 ? 'fail' : gaps.length > 0 && !isLetThrough ? 'incomplete' : 'pass';
  return {
    word,
    gaps,
    reasons: [
      ...blockingReasons(policy, blocking),
      ...gaps.map(gapSentence),
      ...(gaps.length > 0 && isLetThrough ? [letThrough(policy)] : []),
      ...(blocking.length === 0 ? [nothingBlocks(policy)] : []),
    ],
  };
}

/** One sentence for each threshold that something reached, the one with the most findings first. */
function blockingReasons(policy: Policy, blocking: readonly JudgedFinding[]): string[] {
  const reached = new Map<string, { readonly threshold: AppliedThreshold; readonly noun: string; number: number }>();
  for (const finding of blocking) {
    const threshold = thresholdOf(policy, finding);
    const isGeneral = threshold.key === 'policy.fail-on';
    const group = reached.get(threshold.key) ?? {
      threshold,
      noun: isGeneral ? 'finding' : `${finding.category} finding`,
      number: 0,
    };
    group.number += 1;
    reached.set(threshold.key, group);
  }
  return [...reached.values()]
    .sort((a, b) => b.number - a.number || (a.threshold.key < b.threshold.key ? -1 : 1))
    .map(
      ({ threshold, noun, number }) =>
        `${count(number, noun)} at or above ${threshold.value} (${threshold.key}, ${threshold.from})`,
    );
}

function letThrough({ onIncomplete }: Policy): string {
  return `an incomplete scan passes with on-incomplete: pass (policy.on-incomplete, ${onIncomplete.from})`;
}

function nothingBlocks({ failOn }: Policy): string {
  const place = `(policy.fail-on, ${failOn.from})`;
  return failOn.value === 'never'
    ? `nothing blocks with fail-on: never ${place}`
    : `no finding is at or above ${failOn.value} ${place}`;
}
