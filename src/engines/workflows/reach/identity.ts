import type { Job, Step } from '../model/workflow.ts';
import { inputOf } from '../model/workflow.ts';

/**
 * Actions that ask for no identity token, each by what its own description says it does. All others may: they are given the benefit of the
 * doubt, as is every script that this repository brings along.
 */
const WITHOUT_IDENTITY =
  /^(actions\/(?:checkout|cache(?:\/.+)?|setup-[a-z]+|upload-artifact|download-artifact|labeler|stale|dependency-review-action|upload-pages-artifact|configure-pages)|github\/codeql-action\/.+|docker\/(?:setup-[a-z-]+|metadata-action)|astral-sh\/setup-uv|pnpm\/action-setup|oven-sh\/setup-bun|dorny\/paths-filter|dtolnay\/rust-toolchain|swatinem\/rust-cache|ruby\/setup-ruby|gradle\/actions\/setup-gradle|golangci\/golangci-lint-action|step-security\/harden-runner)$/;

/** Programs of which it is known that they only build, test or look. */
const PLAIN_COMMAND =
  /^(?:\s*#.*|\s*|\s*(?:echo|cd|ls|cat|mkdir|rm|cp|mv|set|export|true|exit|git\s+(?:diff|status|log|fetch|config)|(?:npm|pnpm|yarn|bun)\s+(?:ci|install|i|test|run\s+(?:test|lint|build|check|format)[\w:-]*|lint|build)|go\s+(?:build|test|vet|mod)|cargo\s+(?:build|test|check|clippy|fmt)|pip3?\s+install|uv\s+(?:sync|pip)|pytest|ruff|mypy|tox|eslint|tsc|prettier)(?:\s[^;&|`$()]*)?)$/;

/** Whether a job may ask for its identity token (`id-token: write`); only what is certain not to is none. */
export function mayUseIdentity(job: Job): boolean {
  // A reusable workflow gets the rights of the job that calls it.
  if (job.uses !== undefined) return true;
  return job.containers.some(({ image }) => image !== undefined) || job.steps.some(stepMayUseIdentity);
}

function stepMayUseIdentity(step: Step): boolean {
  const reference = step.uses?.reference;
  if (reference !== undefined) {
    if (reference.kind !== 'repository') return true;
    if (reference.name === 'actions/github-script')
      return /getIDToken/.test(inputOf(step.inputs, 'script')?.value ?? 'getIDToken');
    return !WITHOUT_IDENTITY.test(reference.name);
  }
  return (step.run?.value ?? '').split('\n').some((line) => !PLAIN_COMMAND.test(line));
}
