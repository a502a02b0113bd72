import type { Region } from '../../../model/location.ts';
import type { PlacedText } from '../../yaml-document/placed.ts';
import { expressionsWithin, nameOf } from '../expressions/expression.ts';
import { inputOf, type Step, usesAction } from '../model/workflow.ts';
import { expressionsOf } from '../taint/scope.ts';

/** A place where the code of a pull request is fetched. */
export interface HeadCheckout {
  readonly region: Region;
  /** As it stands there, shortened by whoever shows it. */
  readonly what: string;
}

/** Contexts that name a pull request's own commit, branch or repository, and outputs that are called so. */
const HEAD =
  /^github\.(head_ref|event\.pull_request\.(head\.(sha|ref|label|repo\.full_name)|merge_commit_sha)|event\.workflow_run\.(head_(sha|branch)|head_commit\.id|head_repository\.full_name|pull_requests\.\*\.head\.(sha|ref)))$|^steps\.[\w-]+\.outputs\.(pr_|pr-)?head[_-]?(sha|ref|branch|commit)?$/;

/** `refs/pull/7/merge`, whatever the number is computed from. */
const PULL_REF = /^refs\/pull\/[^/]+\/(merge|head)$/;

/** Commands that fetch a pull request: https://cli.github.com/manual/gh_pr_checkout, and git with GitHub's `pull/` references. */
// Bounded, so that a line of a million commands does not take the square of its length.
const COMMANDS = [
  /\bgh\s+pr\s+checkout\b[^\n;|&]{0,300}/g,
  /\bgit\s+(?:fetch|pull)\b[^\n;|&]{0,300}\bpull\/(?:\d|\$)[^\n;|&]{0,300}/g,
  /\bgit\s+(?:fetch|pull|checkout|switch|clone)\b[^\n;|&]{0,300}\$\{\{\s*github\.(?:head_ref|event\.pull_request\.head\.(?:sha|ref))\b[^\n;|&]{0,300}/g,
];

/** Where a step fetches the code of a pull request; `undefined` if it does not. */
export function headCheckoutOf(step: Step): HeadCheckout | undefined {
  if (usesAction(step, 'actions/checkout')) {
    return [inputOf(step.inputs, 'ref'), inputOf(step.inputs, 'repository')]
      .filter((text) => text !== undefined && namesHead(text))
      .map((text) => ({ region: text?.region ?? step.value.region, what: text?.value ?? '' }))[0];
  }
  const { run } = step;
  if (run === undefined) return undefined;
  for (const command of COMMANDS) {
    const match = run.value.matchAll(command).next().value;
    if (match === undefined) continue;
    const text = match[0].trimEnd();
    return { region: run.regionOf(match.index, match.index + text.length), what: text };
  }
  return undefined;
}

function namesHead(text: PlacedText): boolean {
  const embedded = expressionsOf(text);
  const isHead = embedded.some(
    ({ expression, source }) =>
      (expression !== undefined &&
        expressionsWithin(expression).some((part) => part.kind === 'reference' && HEAD.test(nameOf(part)))) ||
      source.includes('refs/pull/'),
  );
  return isHead || PULL_REF.test(text.value.trim().replace(/\$\{\{[^{}]*\}\}/g, 'N'));
}
