import type { ClassDefinition, Expression, Statement } from '../../program.ts';
import { decoratorsOf, parameterProperties } from './functions.ts';
import { type Lowering, type Naming, spanOf, textOf } from './lowering.ts';
import { namedValue } from './records.ts';
import { childIn, childOf, type SyntaxNode } from './syntax-node.ts';
import { keyName } from './targets.ts';
import { annotatedType } from './written-types.ts';

export function lowerClass(node: SyntaxNode, lowering: Lowering, naming: Naming = {}): ClassDefinition {
  const name = childIn(node, 'name');
  return {
    ...spanOf(node),
    name: name === undefined ? naming.name : textOf(name, lowering),
    bases: basesOf(node, lowering),
    decorators: decoratorsOf(node, lowering, naming.decorators),
    body: membersOf(childIn(node, 'body')?.children ?? [], lowering),
  };
}

function basesOf(node: SyntaxNode, lowering: Lowering): readonly Expression[] {
  const heritage = childOf(node, 'class_heritage');
  const extended = heritage === undefined ? undefined : (childOf(heritage, 'extends_clause') ?? heritage);
  const base = extended?.children[0];
  return base === undefined || base.type === 'implements_clause' ? [] : [lowering.expression(base)];
}

/** TypeScript's grammar puts the decorators of a method before it, as siblings. */
function membersOf(nodes: readonly SyntaxNode[], lowering: Lowering): readonly Statement[] {
  let decorators: SyntaxNode[] = [];
  return nodes.flatMap((node) => {
    if (node.type === 'decorator') {
      decorators.push(node);
      return [];
    }
    const before = decorators;
    decorators = [];
    return memberOf(node, before, lowering);
  });
}

const FIELDS = new Set(['public_field_definition', 'field_definition']);

function memberOf(node: SyntaxNode, decorators: readonly SyntaxNode[], lowering: Lowering): readonly Statement[] {
  if (node.type === 'method_definition') {
    const definition = lowering.functionOf(node, { decorators, exported: true });
    return [...parameterProperties(node, lowering), { ...spanOf(node), kind: 'function', definition }];
  }
  if (FIELDS.has(node.type)) return fieldOf(node, lowering);
  return node.type === 'class_static_block' ? lowering.statements(childIn(node, 'body')?.children ?? []) : [];
}

function fieldOf(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const key = childIn(node, 'name') ?? childIn(node, 'property');
  const name = keyName(key, lowering);
  const value = childIn(node, 'value');
  if (key === undefined || name === undefined) return [];
  const type = annotatedType(node, lowering);
  return [
    {
      ...spanOf(node),
      kind: 'assign',
      target: { ...spanOf(key), kind: 'variable', name, ...(type === undefined ? {} : { type }) },
      value: value === undefined ? undefined : namedValue(value, name, lowering, true),
      grows: false,
    },
  ];
}
