import { remembering } from '../../remember.ts';
import type { PlacedText, TextEntry } from '../../yaml-document/placed.ts';
import { findExpressions } from '../expressions/find-expressions.ts';
import type { Action, Input, Step } from '../model/workflow.ts';
import type { Site } from '../reach/reach.ts';
import { type Lookup, type Taint, taintsOf } from './taint.ts';
import { untrustedOutputOf } from './untrusted-contexts.ts';

/** Inputs of these types cannot hold a program. */
const HARMLESS_TYPES = ['boolean', 'number', 'choice', 'environment'];

/** What names mean in a step of a workflow. */
export function lookupAt({ workflow, job, step }: Site): Lookup {
  const environments = [step.env, job.env, workflow.env];
  return lookupIn(environments, job.steps, workflow.inputs);
}

/** What names mean in a step of a composite action. */
export function lookupInAction(action: Action, step: Step): Lookup {
  return lookupIn([step.env], action.steps, action.inputs);
}

/** A variable with more is no variable that anyone uses; a hostile file would have each looked up from thousands of steps. */
const MAX_EXPRESSIONS = 20;

/** What others wrote in a text's expressions. */
function taintsOfText(text: PlacedText, lookup: Lookup): readonly Taint[] {
  return expressionsOf(text)
    .slice(0, MAX_EXPRESSIONS)
    .flatMap(({ expression }) => (expression === undefined ? [] : taintsOf(expression, lookup)));
}

/** `findExpressions` of a text, once. */
export const expressionsOf = remembering((text: PlacedText) => findExpressions(text.value));

function lookupIn(
  environments: readonly (readonly TextEntry[])[],
  steps: readonly Step[],
  inputs: readonly Input[],
): Lookup {
  const lookupInput = (name: string | undefined) => taintsOfInput(inputs, name);
  return ([root, first, second, third]) => {
    if (root === 'env' && first !== undefined) return taintsOfVariable(environments, first, lookupInput);
    if (root === 'inputs') return lookupInput(first);
    if (root === 'github' && first === 'event' && second === 'inputs') return lookupInput(third);
    if (root === 'github' && first === 'event' && second === 'client_payload') return [];
    if (root === 'steps' && second === 'outputs' && third !== undefined) return taintsOfOutput(steps, first, third);
    return [];
  };
}

/** `env.NAME`: the innermost value counts, and what its expression holds. */
function taintsOfVariable(
  environments: readonly (readonly TextEntry[])[],
  name: string,
  lookupInput: (name: string | undefined) => readonly Taint[],
): readonly Taint[] {
  for (const environment of environments) {
    const entry = variablesOf(environment).get(name);
    if (entry === undefined) continue;
    // A variable that is set from another one is not followed further: `env` has no order that would end.
    const lookup: Lookup = ([root, first]) => (root === 'inputs' ? lookupInput(first) : []);
    return taintsOfText(entry.value, lookup).map((taint) => ({ ...taint, name: `env.${entry.key.value}` }));
  }
  return [];
}

const variablesOf = remembering(
  (environment: readonly TextEntry[]): ReadonlyMap<string, TextEntry> =>
    new Map(environment.map((entry) => [entry.key.value.toLowerCase(), entry])),
);

function taintsOfInput(inputs: readonly Input[], name: string | undefined): readonly Taint[] {
  const input = name === undefined ? undefined : inputsByName(inputs).get(name);
  if (input === undefined || HARMLESS_TYPES.includes(input.type)) return [];
  return [{ name: `inputs.${input.name}`, what: `the input "${input.name}"`, from: 'input', events: [] }];
}

const inputsByName = remembering(
  (inputs: readonly Input[]): ReadonlyMap<string, Input> => new Map(inputs.map((input) => [input.name, input])),
);

function taintsOfOutput(steps: readonly Step[], id: string | undefined, output: string): readonly Taint[] {
  const step = id === undefined ? undefined : stepsById(steps).get(id);
  const reference = step?.uses?.reference;
  if (reference?.kind !== 'repository') return [];
  const found = untrustedOutputOf(reference.name, output);
  if (found === undefined) return [];
  return [{ name: `steps.${id}.outputs.${output}`, what: found.what, from: 'event', events: found.events }];
}

const stepsById = remembering(
  (steps: readonly Step[]): ReadonlyMap<string, Step> =>
    new Map(steps.map((step) => [step.id?.toLowerCase() ?? '', step])),
);
