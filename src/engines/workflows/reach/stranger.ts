/**
 * What a context holds when a stranger causes the event: somebody without any rights in the repository, who works from a fork.
 * `exact` is known to the letter; `chosen` is the stranger's, and `mayBe` says which words it can be.
 */
export type Fact =
  | { readonly kind: 'exact'; readonly value: string | boolean }
  | { readonly kind: 'chosen'; readonly mayBe: (word: string) => boolean; readonly isIdentity: boolean };

/** Associations that take no decision of the owners (https://docs.github.com/en/graphql/reference/enums#commentauthorassociation). */
const STRANGERS_ROLES = ['contributor', 'first_timer', 'first_time_contributor', 'mannequin', 'none'];

/** Events that only people with write access cause: no stranger's `workflow_run` follows them. */
const OWNERS_EVENTS = [
  'push',
  'schedule',
  'release',
  'workflow_dispatch',
  'repository_dispatch',
  'merge_group',
  'create',
];

const identity: Fact = { kind: 'chosen', mayBe: () => false, isIdentity: true };
// The last actor is not the author: a bot that pushes to or comments on a stranger's pull request lends its name.
const actor: Fact = { kind: 'chosen', mayBe: (word) => word.endsWith('[bot]'), isIdentity: true };
const role: Fact = { kind: 'chosen', mayBe: (word) => STRANGERS_ROLES.includes(word), isIdentity: false };
const cause: Fact = { kind: 'chosen', mayBe: (word) => !OWNERS_EVENTS.includes(word), isIdentity: false };
const noLabel: Fact = { kind: 'chosen', mayBe: () => false, isIdentity: false };

const FACTS: ReadonlyMap<string, Fact> = new Map<string, Fact>([
  ['github.actor', actor],
  ['github.triggering_actor', actor],
  ['github.event.sender.login', actor],
  ['github.event.comment.user.login', identity],
  ['github.event.comment.author_association', role],
  ['github.event.discussion.author_association', role],
  ['github.event.issue.author_association', role],
  ['github.event.review.author_association', role],
  ['github.event.review.user.login', identity],
  ['github.event.pull_request.author_association', role],
  ['github.event.pull_request.user.login', identity],
  ['github.event.pull_request.head.user.login', identity],
  ['github.event.pull_request.head.repo.full_name', identity],
  ['github.event.pull_request.head.repo.id', identity],
  ['github.event.pull_request.head.repo.owner.login', identity],
  ['github.event.pull_request.head.repo.fork', { kind: 'exact', value: true }],
  ['github.event.pull_request.merged', { kind: 'exact', value: false }],
  ['github.event.workflow_run.event', cause],
  ['github.event.workflow_run.actor.login', identity],
  ['github.event.workflow_run.triggering_actor.login', actor],
  ['github.event.workflow_run.head_repository.full_name', identity],
  ['github.event.workflow_run.head_repository.owner.login', identity],
  ['github.event.workflow_run.head_repository.fork', { kind: 'exact', value: true }],
]);

const LABEL_CONTEXTS = [
  'github.event.label.name',
  'github.event.pull_request.labels.*.name',
  'github.event.issue.labels.*.name',
];

/** The facts of a run that a stranger starts through this event, before (`labels` false) or after somebody labelled it. */
export function strangersFacts(event: string, labels: boolean): (name: string) => Fact | undefined {
  return (name) => {
    if (name === 'github.event_name') return { kind: 'exact', value: event };
    if (!labels && LABEL_CONTEXTS.includes(name)) return noLabel;
    // A stranger's comment may stand below an owner's issue or pull request.
    if (event === 'issue_comment' && name === 'github.event.issue.author_association') return undefined;
    return FACTS.get(name);
  };
}
