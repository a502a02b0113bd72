import type { Expression } from '../../../syntax/hcl/hcl.ts';
import { type Place, unknownAt, type Value } from '../../cloud/value.ts';
import { member } from './member.ts';
import type { Scope } from './scope.ts';

export type Step =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'key'; readonly key: Expression };

/** `a.b[0].c` as what it starts with and the steps from there. */
export function flatten(expression: Expression): { readonly root: Expression; readonly steps: readonly Step[] } {
  const steps: Step[] = [];
  let root = expression;
  while (root.kind === 'attribute' || root.kind === 'index') {
    steps.push(root.kind === 'attribute' ? { kind: 'name', name: root.name } : { kind: 'key', key: root.key });
    root = root.of;
  }
  return { root, steps: steps.reverse() };
}

/** What a name with its steps stands for (https://developer.hashicorp.com/terraform/language/expressions/references). */
export function resolveTraversal(
  root: string,
  steps: readonly Step[],
  scope: Scope,
  place: Place,
  evaluate: (expression: Expression, scope: Scope) => Value,
): Value {
  const follow = (value: Value | undefined, rest: readonly Step[]): Value =>
    rest.reduce<Value>(
      (current, step) => member(current, step.kind === 'name' ? step.name : evaluate(step.key, scope), place),
      value ?? unknownAt(place),
    );
  const bound = scope.bindings.get(root);
  if (bound !== undefined) return follow(bound, steps);
  const [first] = steps;
  if (first?.kind !== 'name') return unknownAt(place);
  switch (root) {
    case 'var':
      return follow(scope.module.variable(first.name), steps.slice(1));
    case 'local':
      return follow(scope.module.local(first.name), steps.slice(1));
    case 'module':
      return throughModule(first.name, steps.slice(1), scope, follow, evaluate);
    case 'data': {
      const [, name] = steps;
      if (name?.kind !== 'name') return unknownAt(place);
      return throughResource(`data.${first.name}.${name.name}`, steps.slice(2), scope, place, follow, evaluate);
    }
    case 'each':
    case 'count':
    case 'self':
    case 'path':
    case 'terraform':
      return unknownAt(place);
    default:
      return throughResource(`${root}.${first.name}`, steps.slice(1), scope, place, follow, evaluate);
  }
}

type Follow = (value: Value | undefined, rest: readonly Step[]) => Value;
type Evaluate = (expression: Expression, scope: Scope) => Value;

/** The key of an instance, if the next step is one, and the steps behind it. */
function keyed(steps: readonly Step[], scope: Scope, evaluate: Evaluate) {
  const [next] = steps;
  if (next?.kind !== 'key') return { key: undefined, rest: steps };
  return { key: evaluate(next.key, scope), rest: steps.slice(1) };
}

function throughModule(call: string, steps: readonly Step[], scope: Scope, follow: Follow, evaluate: Evaluate): Value {
  const { key, rest } = keyed(steps, scope, evaluate);
  const [output] = rest;
  return follow(output?.kind === 'name' ? scope.module.output(call, key, output.name) : undefined, rest.slice(1));
}

function throughResource(
  resource: string,
  steps: readonly Step[],
  scope: Scope,
  place: Place,
  follow: Follow,
  evaluate: Evaluate,
): Value {
  const address = scope.module.addressOf(resource);
  const { key, rest } = keyed(steps, scope, evaluate);
  const [attribute] = rest;
  const whole = { kind: 'reference', place } as const;
  if (attribute?.kind !== 'name') {
    const target = () => unknownAt(place);
    return { ...whole, address: address ?? resource, attribute: '', target };
  }
  const name = attribute.name;
  const target = () => scope.module.attribute(resource, key, name) ?? unknownAt(place);
  return follow({ ...whole, address: address ?? `?.${resource}`, attribute: name, target }, rest.slice(1));
}
