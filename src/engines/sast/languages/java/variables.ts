import type { Node } from 'web-tree-sitter';
import type { Statement, Target } from '../../program.ts';
import { type Lowering, spanOf, textOf } from './lowering.ts';
import { typeName } from './types.ts';

/** The variables of a local declaration or of a field's, each an assignment with the declared type. */
export function lowerVariables(node: Node, lowering: Lowering): readonly Statement[] {
  const type = typeName(node.childForFieldName('type'), lowering.text);
  return node
    .childrenForFieldName('declarator')
    .filter((declarator) => declarator.isNamed)
    .flatMap((declarator) => lowerVariable(declarator, type, lowering));
}

/** `name` or `name = value`; a resource of `try` too. */
export function lowerVariable(node: Node, type: string | undefined, lowering: Lowering): readonly Statement[] {
  const name = node.childForFieldName('name');
  if (name === null) return [];
  const value = node.childForFieldName('value');
  const named = textOf(name, lowering.text);
  const target: Target = { kind: 'variable', name: named, ...(type === undefined ? {} : { type }), ...spanOf(name) };
  const lowered = value === null ? undefined : lowering.expression(value);
  return [{ kind: 'assign', target, value: lowered, grows: false, ...spanOf(node) }];
}
