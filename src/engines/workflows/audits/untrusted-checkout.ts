import rule from '../../../../rules/workflows/untrusted-checkout.yml';
import type { Severity } from '../../../model/severity.ts';
import { printable, shorten } from '../../../model/text.ts';
import type { Audit, AuditResult } from '../audit.ts';
import type { Action, Step } from '../model/workflow.ts';
import { type HeadCheckout, headCheckoutOf } from '../reach/checkout.ts';
import { isCallable, powerOf, triggerOf } from '../reach/events.ts';
import { firstExecutionAfter } from '../reach/execution.ts';
import { describePower, isPowerful, powerOfJob } from '../reach/power.ts';
import { type Reach, reachOf, type Site, sitesOf } from '../reach/reach.ts';

/** A pull request's code checked out where the base repository's token and secrets are. */
export const untrustedCheckout: Audit = {
  rule,
  examine: (automation) =>
    automation.kind === 'action' ? examineAction(automation) : sitesOf(automation).flatMap(examineSite),
};

const EVENTS = ['pull_request_target', 'issue_comment', 'workflow_run', 'issues'];

function examineSite(site: Site): readonly AuditResult[] {
  const checkout = headCheckoutOf(site.step);
  if (checkout === undefined) return [];
  const execution = firstExecutionAfter(site.job, site.step);
  const results = EVENTS.flatMap((event) => {
    if (triggerOf(site.workflow, event) === undefined || powerOf(event) !== 'privileged') return [];
    const reach = reachOf(site, event);
    return reach === 'closed' ? [] : [resultOf({ site, event, reach, checkout, execution })];
  });
  // One checkout is one result, whatever other events lead to it.
  if (results.length > 0 || !isCallable(site.workflow)) return results.slice(0, 1);
  return forCallers('calls this one', checkout, execution);
}

function examineAction(action: Action): readonly AuditResult[] {
  return action.steps.flatMap((step) => {
    const checkout = headCheckoutOf(step);
    return checkout === undefined ? [] : forCallers('uses this action', checkout, firstExecutionAfter(action, step));
  });
}

/** On pull_request it is as it should be, and what else may start it stands elsewhere: only code that is run is worth a word. */
function forCallers(how: string, { region, what }: HeadCheckout, execution: Step | undefined): readonly AuditResult[] {
  if (execution === undefined) return [];
  const [code, label] = [shorten(printable(what), 60), shorten(printable(execution.label), 40)];
  const message = `this fetches the pull request's code (${code}) and "${label}" runs it, with the rights and secrets of any workflow that ${how}`;
  return [{ region, message, severity: 'low' }];
}

interface Circumstances {
  readonly site: Site;
  readonly event: string;
  readonly reach: Exclude<Reach, 'closed'>;
  readonly checkout: HeadCheckout;
  readonly execution: Step | undefined;
}

function resultOf(circumstances: Circumstances): AuditResult {
  const { site, event, reach, checkout, execution } = circumstances;
  const power = describePower(powerOfJob(site.workflow, site.job));
  const then =
    execution === undefined
      ? 'nothing that is seen here runs it'
      : `"${shorten(printable(execution.label), 40)}" runs it`;
  const gate = reach === 'gated' ? ', once somebody has let it pass' : '';
  return {
    region: checkout.region,
    message: `on ${event} this fetches the pull request's code (${shorten(printable(checkout.what), 60)}) ${power}; ${then}${gate}`,
    severity: severityOf(circumstances),
  };
}

/** Code that is only looked at does no harm by itself; `workflow_run` may follow a workflow that no pull request starts. */
function severityOf({ site, event, reach, execution }: Circumstances): Severity {
  if (execution === undefined) return reach === 'gated' ? 'low' : 'medium';
  if (reach === 'gated') return 'medium';
  return event !== 'workflow_run' && isPowerful(powerOfJob(site.workflow, site.job)) ? 'critical' : 'high';
}
