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

/** One input of a caller is as bad as the next. */
const MOST_INPUTS = 20;

/**
 * What others wrote in the expressions of a variable, everything once: a hostile file looks a variable of thousands of expressions up from
 * thousands of steps. A variable that is set from another one is not followed further: `env` has no order that would end.
 */
const taintsOfEnvironment = remembering((inputs: readonly Input[]) =>
  remembering((text: PlacedText): readonly Taint[] => {
    const lookup: Lookup = ([root, first]) => (root === 'inputs' ? taintsOfInput(inputs, first) : []);
    const distinct = new Map<string, Taint>();
    let fromInputs = 0;
    for (const { expression } of expressionsOf(text)) {
      for (const taint of expression === undefined ? [] : taintsOf(expression, lookup)) {
        const key = `${taint.from} ${taint.what}`;
        if (distinct.has(key) || (taint.from === 'input' && fromInputs === MOST_INPUTS)) continue;
        if (taint.from === 'input') fromInputs += 1;
        distinct.set(key, taint);
      }
    }
    return [...distinct.values()];
  }),
);

/** `findExpressions` of a text, once. */
export const expressionsOf = remembering((text: PlacedText) => findExpressions(text.value));

function lookupIn(
  environments: readonly (readonly TextEntry[])[],
  steps: readonly Step[],
  inputs: readonly Input[],
): Lookup {
  const lookupInput = (name: string | undefined) => taintsOfInput(inputs, name);
  return ([root, first, second, third]) => {
    if (root === 'env' && first !== undefined) return taintsOfVariable(environments, first, inputs);
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
  inputs: readonly Input[],
): readonly Taint[] {
  for (const environment of environments) {
    const entry = variablesOf(environment).get(name);
    if (entry === undefined) continue;
    const taints = taintsOfEnvironment(inputs)(entry.value);
    return taints.map((taint) => ({ ...taint, name: `env.${entry.key.value}` }));
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
