import rule from '../../../../rules/workflows/excessive-permissions.yml';
import type { Audit, AuditResult } from '../audit.ts';
import type { Permissions } from '../model/permissions.ts';
import type { Automation, Workflow } from '../model/workflow.ts';
import { powerOf } from '../reach/events.ts';

/** Tokens that may do more than their jobs need. */
export const excessivePermissions: Audit = { rule, examine };

/** Scopes whose holder changes code, releases, packages or cloud accounts. */
const STRONG_SCOPES = ['contents', 'packages', 'actions', 'deployments', 'id-token', 'attestations', 'pages'];

function examine(automation: Automation): readonly AuditResult[] {
  if (automation.kind === 'action') return [];
  const jobs = automation.jobs.flatMap((job) => examineAll(automation, job.permissions, `job ${job.id.value}`));
  return [...examineAll(automation, automation.permissions, 'every job'), ...examineScopes(automation), ...jobs];
}

function examineAll(workflow: Workflow, permissions: Permissions | undefined, who: string): readonly AuditResult[] {
  if (permissions?.kind !== 'all' || permissions.access !== 'write') return [];
  const exposed = workflow.triggers.find((trigger) => powerOf(trigger.name) === 'privileged');
  const reason = exposed === undefined ? '' : `, and anyone can start it (${exposed.name})`;
  return [
    {
      region: permissions.text.region,
      message: `write-all lets the token of ${who} change code, releases, packages and settings of workflows${reason}`,
      severity: 'medium',
    },
  ];
}

/** A right that stands at the top is held by jobs that do not need it too. */
function examineScopes(workflow: Workflow): readonly AuditResult[] {
  const { permissions } = workflow;
  const jobs = workflow.jobs.filter((job) => job.permissions === undefined);
  if (permissions?.kind !== 'scopes' || jobs.length < 2) return [];
  return permissions.scopes
    .filter((scope) => scope.access === 'write' && STRONG_SCOPES.includes(scope.name))
    .map((scope) => ({
      region: scope.region,
      message: `${scope.name}: write is granted to ${jobs.length} jobs at once (${jobs
        .slice(0, 3)
        .map((job) => job.id.value)
        .join(', ')}${jobs.length > 3 ? ', …' : ''})`,
      severity: 'low',
    }));
}
