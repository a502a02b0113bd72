import rule from '../../../../rules/workflows/kept-credentials.yml';
import { printable, shorten } from '../../../model/text.ts';
import type { Audit, AuditResult } from '../audit.ts';
import { type Automation, inputOf, type Step, usesAction } from '../model/workflow.ts';

/** Tokens that a checkout leaves in the folder which is then uploaded. */
export const keptCredentials: Audit = { rule, examine };

function examine(automation: Automation): readonly AuditResult[] {
  return automation.kind === 'action'
    ? examineSteps(automation.steps)
    : automation.jobs.flatMap((job) => examineSteps(job.steps));
}

/** From the last step to the first, so that each checkout knows the upload after it without a search. */
function examineSteps(steps: readonly Step[]): readonly AuditResult[] {
  const results: AuditResult[] = [];
  let upload: Step | undefined;
  for (const step of [...steps].reverse()) {
    if (uploadsEverything(step)) upload = step;
    if (upload === undefined || step.uses === undefined || !keepsToken(step)) continue;
    const message = `the token that this checkout keeps in .git is uploaded by "${shorten(printable(upload.label), 40)}", with the whole folder`;
    results.push({ region: step.uses.text.region, message, severity: withHiddenFiles(upload) ? 'medium' : 'low' });
  }
  return results.reverse();
}

function keepsToken(step: Step): boolean {
  return usesAction(step, 'actions/checkout') && inputOf(step.inputs, 'persist-credentials')?.value !== 'false';
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
