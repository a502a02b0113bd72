import type { Node } from 'web-tree-sitter';
import type { Statement } from '../../program.ts';
import { type Lowering, partsOf, spanOf } from './lowering.ts';
import { typeName } from './types.ts';
import { lowerVariable } from './variables.ts';

/** `try` with its handlers as alternatives; what stands in `finally` runs after all of them. */
export function lowerTry(node: Node, lowering: Lowering): readonly Statement[] {
  const parts = partsOf(node);
  const body = node.childForFieldName('body');
  const handlers = parts.filter((part) => part.type === 'catch_clause');
  const last = parts.filter((part) => part.type === 'finally_clause').flatMap(partsOf);
  const blocks = [body, ...handlers.map((handler) => handler.childForFieldName('body'))];
  const branches = blocks.map((block) => (block === null ? [] : lowering.statements(partsOf(block))));
  return [{ kind: 'branches', subject: undefined, branches, ...spanOf(node) }, ...lowering.statements(last)];
}

/** The resources are variables that are declared before the body. */
export function lowerTryWithResources(node: Node, lowering: Lowering): readonly Statement[] {
  const specification = node.childForFieldName('resources');
  const resources = specification === null ? [] : partsOf(specification);
  const declared = resources.flatMap((resource) =>
    lowerVariable(resource, typeName(resource.childForFieldName('type'), lowering.text), lowering),
  );
  return [{ kind: 'block', body: [...declared, ...lowerTry(node, lowering)], ...spanOf(node) }];
}

/** A switch as a statement, of groups or of arrows. */
export function lowerSwitch(node: Node, lowering: Lowering): readonly Statement[] {
  const subject = node.childForFieldName('condition');
  const body = node.childForFieldName('body');
  const cases = body === null ? [] : partsOf(body);
  return [
    {
      kind: 'branches',
      subject: subject === null ? undefined : lowering.expression(subject),
      branches: cases.map((one) => lowering.statements(partsOf(one))),
      ...spanOf(node),
    },
  ];
}
