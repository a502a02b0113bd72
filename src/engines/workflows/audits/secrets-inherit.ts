import rule from '../../../../rules/workflows/secrets-inherit.yml';
import type { Audit, AuditResult } from '../audit.ts';
import type { Automation } from '../model/workflow.ts';

/** Reusable workflows that get every secret of the caller. */
export const secretsInherit: Audit = { rule, examine };

function examine(automation: Automation): readonly AuditResult[] {
  if (automation.kind === 'action') return [];
  return automation.jobs.flatMap(({ secrets, uses }) => {
    if (secrets?.kind !== 'text' || secrets.value !== 'inherit' || uses === undefined) return [];
    const isLocal = uses.reference.kind === 'local';
    const whose = isLocal ? 'a workflow of this repository' : "somebody else's workflow";
    return [
      {
        region: uses.text.region,
        message: `every secret that this repository can read goes to ${uses.text.value}, ${whose}`,
        severity: isLocal ? 'low' : 'medium',
      },
    ];
  });
}
