import rule from '../../../../rules/workflows/kept-credentials.yml';
import type { Audit, AuditResult } from '../audit.ts';
import { type Automation, inputOf, type Job, type Step, usesAction } from '../model/workflow.ts';

/** Tokens that a checkout leaves in the folder which is then uploaded. */
export const keptCredentials: Audit = { rule, examine };

function examine(automation: Automation): readonly AuditResult[] {
  return automation.kind === 'action' ? [] : automation.jobs.flatMap(examineJob);
}

function examineJob(job: Job): readonly AuditResult[] {
  return job.steps.flatMap((step, at) => {
    const persists = inputOf(step.inputs, 'persist-credentials')?.value !== 'false';
    if (!usesAction(step, 'actions/checkout') || !persists || step.uses === undefined) return [];
    const upload = job.steps.slice(at + 1).find(uploadsEverything);
    if (upload === undefined) return [];
    const message = `the token that this checkout keeps in .git is uploaded by "${upload.label}", with the whole folder`;
    return [{ region: step.uses.text.region, message, severity: withHiddenFiles(upload) ? 'medium' : 'low' }];
  });
}

/** Whether an artifact has the root of the workspace in it, and so `.git`. */
function uploadsEverything(step: Step): boolean {
  if (!usesAction(step, 'actions/upload-artifact')) return false;
  const paths = inputOf(step.inputs, 'path')?.value.split('\n') ?? [];
  return paths.some((path) =>
    /^(\.|\.\/|\*\*|\.\/\*\*|\*\*\/\*|\.\/?\.git.*|\.git.*|\$\{\{\s*github\.workspace\s*\}\}\/?)$/.test(path.trim()),
  );
}

/** Since v4.4 hidden files are left out unless this says otherwise (https://github.com/actions/upload-artifact#uploading-hidden-files). */
function withHiddenFiles(step: Step): boolean {
  return inputOf(step.inputs, 'include-hidden-files')?.value === 'true';
}
