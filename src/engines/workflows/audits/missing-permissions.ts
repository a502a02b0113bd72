import rule from '../../../../rules/workflows/missing-permissions.yml';
import type { Audit, AuditResult } from '../audit.ts';
import type { Automation } from '../model/workflow.ts';
import { isCallable } from '../reach/events.ts';

/** Jobs whose token has whatever rights the repository's settings give. */
export const missingPermissions: Audit = { rule, examine };

function examine(automation: Automation): readonly AuditResult[] {
  if (automation.kind === 'action' || automation.permissions !== undefined) return [];
  const jobs = automation.jobs.filter((job) => job.permissions === undefined);
  const [first, ...others] = jobs;
  if (first === undefined) return [];
  // A called workflow never has more rights than its caller's job.
  const isCalledOnly = isCallable(automation) && automation.triggers.length === 1;
  const names = [first, ...others].map((job) => job.id.value);
  const shown =
    names.length > 4 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more jobs` : names.join(', ');
  return [
    {
      region: first.id.region,
      message: `no permissions are declared for ${shown}: the token has the default rights of the repository`,
      severity: isCalledOnly ? 'info' : 'low',
    },
  ];
}
