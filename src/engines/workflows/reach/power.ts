import { remembering } from '../../remember.ts';
import { textsBelow } from '../../yaml-document/placed.ts';
import { writeScopes } from '../model/permissions.ts';
import type { Job, Workflow } from '../model/workflow.ts';

/** What code that runs in a job can take or do beyond reading a public repository. */
export interface JobPower {
  /** `write`: a scope is granted. `default`: nothing is said, and the repository's setting decides. */
  readonly token: 'write' | 'default' | 'read';
  readonly secrets: boolean;
}

export function powerOfJob(workflow: Workflow, job: Job): JobPower {
  const permissions = job.permissions ?? workflow.permissions;
  const token = permissions === undefined ? 'default' : writeScopes(permissions).length > 0 ? 'write' : 'read';
  return { token, secrets: usesSecrets(job) || workflow.env.some((entry) => SECRET.test(entry.value.value)) };
}

/** Whether code in the job could do harm: whoever runs it there has something to gain. */
export function isPowerful(power: JobPower): boolean {
  return power.token !== 'read' || power.secrets;
}

/** The power as a phrase of a message: `with a token that may write and the job's secrets`. */
export function describePower(power: JobPower): string {
  const tokens = {
    write: 'a token that may write',
    default: "the repository's default rights",
    read: 'a token that may only read',
  } as const;
  return `with ${tokens[power.token]}${power.secrets ? " and the job's secrets" : ''}`;
}

/** A secret other than the job's own token. */
const SECRET = /\bsecrets\s*(?:\.\s*(?!github_token\b)\w|\[)|toJSON\(\s*secrets\s*\)/i;

const usesSecrets = remembering((job: Job): boolean => textsBelow(job.value).some((text) => SECRET.test(text.value)));
