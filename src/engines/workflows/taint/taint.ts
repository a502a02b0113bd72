import { type Call, type Expression, nameOf, type Reference } from '../expressions/expression.ts';
import { untrustedContextsAt } from './untrusted-contexts.ts';

/** Something in an expression's value that somebody else wrote. */
export interface Taint {
  /** As it stands in the expression: `github.event.issue.title`, `env.TITLE`. */
  readonly name: string;
  /** `the title of an issue`, `the input "tag"` */
  readonly what: string;
  /** `event`: anyone who causes one of `events`. `input`: whoever calls the workflow or action. */
  readonly from: 'event' | 'input';
  readonly events: readonly string[];
}

/** What a name that is not the event's own holds: `env.X`, `inputs.x`, `steps.id.outputs.x`, `needs.job.outputs.x`. */
export type Lookup = (path: readonly string[]) => readonly Taint[];

/**
 * What of an expression's value others wrote. Comparisons and tests give true or false, whatever they compare, and the left side of
 * `&&` only ever appears where it is empty, so neither carries anything.
 */
export function taintsOf(expression: Expression, lookup: Lookup): readonly Taint[] {
  switch (expression.kind) {
    case 'literal':
    case 'not':
      return [];
    case 'reference':
      return taintsOfReference(expression, lookup, false);
    case 'call':
      return taintsOfCall(expression, lookup);
    case 'binary':
      if (expression.operator === '&&') return taintsOf(expression.right, lookup);
      if (expression.operator === '||') {
        return [...taintsOf(expression.left, lookup), ...taintsOf(expression.right, lookup)];
      }
      return [];
  }
}

/** Functions whose value is a truth or a digest. */
const CLEAN_FUNCTIONS = [
  'contains',
  'startswith',
  'endswith',
  'always',
  'success',
  'failure',
  'cancelled',
  'hashfiles',
];

function taintsOfCall(call: Call, lookup: Lookup): readonly Taint[] {
  if (CLEAN_FUNCTIONS.includes(call.name)) return [];
  const [first] = call.args;
  if (call.name === 'tojson' && first?.kind === 'reference') return taintsOfReference(first, lookup, true).slice(0, 1);
  return call.args.flatMap((argument) => taintsOf(argument, lookup));
}

function taintsOfReference(reference: Reference, lookup: Lookup, whole: boolean): readonly Taint[] {
  if (reference.of !== undefined) return taintsOf(reference.of, lookup);
  const contexts = untrustedContextsAt(reference.path, whole);
  const [first] = contexts;
  if (first === undefined) return lookup(reference.path);
  const isOne = contexts.length === 1;
  const events = [...new Set(contexts.flatMap((context) => context.events))];
  const what = isOne ? first.what : `the event with ${first.what}`;
  return [{ name: nameOf(reference), what, from: 'event', events }];
}
