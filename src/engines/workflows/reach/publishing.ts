import { writeScopes } from '../model/permissions.ts';
import type { Job, Step, Workflow } from '../model/workflow.ts';
import { startsOnRelease } from './events.ts';

/** Actions that hand software to users, each by what its own description says it does. */
const PUBLISHING_ACTIONS =
  /^(pypa\/gh-action-pypi-publish|softprops\/action-gh-release|goreleaser\/goreleaser-action|ncipollo\/release-action|actions\/attest.*|js-devtools\/npm-publish|changesets\/action|rubygems\/release-gem|actions\/create-release|crate-ci\/.*publish.*)$/;

const PUBLISHING_COMMANDS =
  /\b(?:(?:npm|pnpm|yarn|bun)\s+(?:run\s+)?publish|cargo\s+publish|twine\s+upload|uv\s+publish|poetry\s+publish|gem\s+push|gh\s+release\s+(?:create|upload)|docker\s+push|mvn\s[^\n]{0,300}\bdeploy|gradlew?\s[^\n]{0,300}\bpublish|dotnet\s+nuget\s+push|goreleaser\s+release)\b/;

const PUBLISHING_SCOPES = ['contents', 'packages', 'id-token', 'attestations'];

/** Whether a job hands software to users: it does so itself, or it holds the rights for it in a workflow that releases start. */
export function publishes(workflow: Workflow, job: Job): boolean {
  if (job.steps.some(isPublishingStep)) return true;
  const permissions = job.permissions ?? workflow.permissions;
  const mayPublish =
    permissions !== undefined && writeScopes(permissions).some((scope) => PUBLISHING_SCOPES.includes(scope));
  return mayPublish && startsOnRelease(workflow);
}

function isPublishingStep(step: Step): boolean {
  const reference = step.uses?.reference;
  if (reference?.kind === 'repository' && PUBLISHING_ACTIONS.test(reference.name)) return true;
  return step.run !== undefined && PUBLISHING_COMMANDS.test(step.run.value);
}
