import { remembering } from '../../remember.ts';
import type { Job, Step } from '../model/workflow.ts';

/** Programs that run code or configuration of the folder they start in. */
const BUILDERS =
  /(?:^|[\s;&|(`])(?:npm|npx|pnpm|yarn|bun|bunx|corepack|node|deno|make|cmake|ninja|meson|bazel|bazelisk|gradle|mvn|ant|sbt|cargo|go\s+(?:run|test|build|generate|install|vet)|python3?|pip3?|uv|uvx|poetry|pdm|hatch|tox|nox|pytest|pre-commit|bundle|rake|ruby|gem|composer|php|mix|dotnet|msbuild|swift|xcodebuild|docker\s+(?:build|buildx|compose)|docker-compose|terraform|pulumi|ansible-playbook|helm|(?:ba|z|)sh\s+[\w./-]+|pwsh\s+\S+|source\s+\S+|\.{1,2}\/[\w./-]+|eslint|jest|vitest|mkdocs|hugo|jekyll)(?=$|[\s;&|)`])/m;

/** Actions that run code or configuration of the checked-out tree, each by what its own description says it does. */
const RUNNING_ACTIONS =
  /^(docker\/(build-push-action|bake-action)|gradle\/.+|pre-commit\/action|golangci\/golangci-lint-action|cypress-io\/github-action|bahmutov\/npm-install|goreleaser\/goreleaser-action|pypa\/cibuildwheel|ruby\/setup-ruby|actions-rs\/cargo|github\/codeql-action\/autobuild|changesets\/action|cloudflare\/wrangler-action|super-linter\/super-linter)/;

/** A job or a composite action. */
type Steps = Pick<Job, 'steps'>;

/** The first step after `step` that runs something of the checked-out tree; the step itself counts if its script goes on. */
export function firstExecutionAfter(job: Steps, step: Step): Step | undefined {
  const next = executionsFrom(job).get(step);
  return step.run === undefined ? next?.after : next?.from;
}

/** For every step of a job the next execution from it on, and after it; made from the end so that each step is looked at once. */
const executionsFrom = remembering((job: Steps): ReadonlyMap<Step, Next> => {
  const next = new Map<Step, Next>();
  let after: Step | undefined;
  for (const step of [...job.steps].reverse()) {
    const from = executesTree(step) ? step : after;
    next.set(step, { from, after });
    after = from;
  }
  return next;
});

interface Next {
  readonly from: Step | undefined;
  readonly after: Step | undefined;
}

function executesTree(step: Step): boolean {
  if (step.run !== undefined) return BUILDERS.test(withoutComments(step.run.value));
  const reference = step.uses?.reference;
  if (reference?.kind === 'local') return reference.from === 'checkout';
  return reference?.kind === 'repository' && RUNNING_ACTIONS.test(reference.name);
}

function withoutComments(script: string): string {
  return script.replace(/(^|\s)#.*$/gm, '');
}
