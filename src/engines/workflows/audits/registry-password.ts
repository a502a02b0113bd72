import rule from '../../../../rules/workflows/registry-password.yml';
import type { Audit, AuditResult } from '../audit.ts';
import type { Automation } from '../model/workflow.ts';

/** Passwords of image registries written into the workflow. The value is never part of the message. */
export const registryPassword: Audit = { rule, examine };

function examine(automation: Automation): readonly AuditResult[] {
  if (automation.kind === 'action') return [];
  return automation.jobs.flatMap((job) =>
    job.containers.flatMap(({ name, password }) =>
      password === undefined || password.value === '' || password.value.includes('${{')
        ? []
        : [
            {
              region: password.regionOf(0, password.value.length),
              message: `the password for the image of ${name} (job ${job.id.value}) stands in the file: whoever reads the repository has it`,
            },
          ],
    ),
  );
}
