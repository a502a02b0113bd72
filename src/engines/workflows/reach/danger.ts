import type { Severity } from '../../../model/severity.ts';
import { worstSeverity } from '../../../model/severity.ts';
import type { Taint } from '../taint/taint.ts';
import { isCallable, powerOf, triggerOf } from './events.ts';
import { describePower, isPowerful, powerOfJob } from './power.ts';
import { reachOf, type Site } from './reach.ts';

/** How bad it is that somebody's words are run as code, and a clause that says why. */
export interface Danger {
  readonly severity: Severity;
  readonly why: string;
}

/** The danger at a step of a workflow; `undefined` where no stranger's event gets to it. */
export function dangerAt(taint: Taint, site: Site): Danger | undefined {
  if (taint.from === 'input') {
    return { severity: 'low', why: 'whoever may start or call this workflow chooses it' };
  }
  const events = taint.events.filter((event) => triggerOf(site.workflow, event) !== undefined);
  const dangers = events.map((event) => dangerOfEvent(event, site)).filter((danger) => danger !== undefined);
  const worst = worstSeverity(dangers.map((danger) => danger.severity));
  if (worst !== undefined) return dangers.find((danger) => danger.severity === worst);
  if (events.length > 0) return undefined;
  if (isCallable(site.workflow))
    return { severity: 'medium', why: 'a workflow that calls this one may run on such an event' };
  return { severity: 'low', why: "none of this workflow's events fills it today" };
}

/** The danger in a composite action, whose callers are not known. */
export function dangerInAction(taint: Taint): Danger {
  if (taint.from === 'input') return { severity: 'low', why: 'a workflow may pass it on from an event' };
  return { severity: 'medium', why: 'a workflow that uses this action may run on such an event' };
}

function dangerOfEvent(event: string, site: Site): Danger | undefined {
  const reach = reachOf(site, event);
  if (reach === 'closed') return undefined;
  const gated = reach === 'gated';
  switch (powerOf(event)) {
    case 'privileged': {
      const power = powerOfJob(site.workflow, site.job);
      if (gated)
        return { severity: 'medium', why: `on ${event}, ${describePower(power)}, once somebody has let it pass` };
      return {
        severity: isPowerful(power) ? 'critical' : 'high',
        why: `anyone can cause ${event}, and it runs ${describePower(power)}`,
      };
    }
    case 'forked':
      return {
        severity: gated ? 'low' : 'medium',
        why: `on ${event}; from a fork it runs with a read-only token and without secrets`,
      };
    case 'merged':
      return { severity: 'medium', why: `on ${event}, once somebody with rights has merged it` };
    case 'trusted':
      return { severity: 'low', why: `on ${event}, which only people with write access cause` };
  }
}
