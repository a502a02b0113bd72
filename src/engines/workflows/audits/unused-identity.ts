import rule from '../../../../rules/workflows/unused-identity.yml';
import type { Audit, AuditResult } from '../audit.ts';
import type { PermissionScope, Permissions } from '../model/permissions.ts';
import type { Automation, Job } from '../model/workflow.ts';
import { triggerOf } from '../reach/events.ts';
import { mayUseIdentity } from '../reach/identity.ts';

/** The right to speak to clouds and registries in the repository's name, where nothing does. */
export const unusedIdentity: Audit = { rule, examine };

function examine(automation: Automation): readonly AuditResult[] {
  if (automation.kind === 'action') return [];
  const onPullRequest = triggerOf(automation, 'pull_request') !== undefined;
  const inherits = automation.jobs.filter((job) => job.permissions === undefined);
  const granted = [
    ...grants(automation.permissions, inherits),
    ...automation.jobs.flatMap((job) => grants(job.permissions, [job])),
  ];
  return granted.flatMap(({ scope, jobs }) => {
    if (jobs.length === 0 || jobs.some(mayUseIdentity)) return [];
    const who = jobs.length === 1 ? `job ${jobs[0]?.id.value}` : `${jobs.length} jobs`;
    const harm = onPullRequest ? ', and the code of a pull request from this repository runs there' : '';
    return [{ region: scope.region, message: `${who} may ask for identity tokens and no step does${harm}` }];
  });
}

interface Grant {
  readonly scope: PermissionScope;
  readonly jobs: readonly Job[];
}

function grants(permissions: Permissions | undefined, jobs: readonly Job[]): readonly Grant[] {
  if (permissions?.kind !== 'scopes') return [];
  return permissions.scopes
    .filter(({ name, access }) => name === 'id-token' && access === 'write')
    .map((scope) => ({ scope, jobs }));
}
