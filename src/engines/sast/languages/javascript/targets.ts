import type { Target } from '../../program.ts';
import { stringValue } from './literals.ts';
import { type Lowering, spanOf, textOf } from './lowering.ts';
import { childIn, type SyntaxNode } from './syntax-node.ts';

type Part = Extract<Target, { kind: 'pattern' }>['parts'][number];

/** What a declaration, an assignment or a parameter names; default values of parts are not in it. */
export function lowerTarget(node: SyntaxNode, lowering: Lowering, type?: string): Target {
  switch (node.type) {
    case 'object_pattern':
      return { ...spanOf(node), kind: 'pattern', parts: node.children.map((child) => partOf(child, lowering)) };
    case 'array_pattern':
      return {
        ...spanOf(node),
        kind: 'pattern',
        parts: node.children.map((child) => ({ property: undefined, target: lowerTarget(child, lowering) })),
      };
    case 'assignment_pattern':
    case 'object_assignment_pattern':
      return innerTarget(childIn(node, 'left'), node, lowering, type);
    case 'rest_pattern':
    case 'parenthesized_expression':
    case 'non_null_expression':
      return innerTarget(node.children[0], node, lowering, type);
    case 'member_expression':
    case 'subscript_expression':
      return placeOf(node, lowering);
    default:
      return variable(node, lowering, type);
  }
}

function innerTarget(inner: SyntaxNode | undefined, node: SyntaxNode, lowering: Lowering, type?: string): Target {
  return inner === undefined ? variable(node, lowering, type) : lowerTarget(inner, lowering, type);
}

function variable(node: SyntaxNode, lowering: Lowering, type?: string): Target {
  return { ...spanOf(node), kind: 'variable', name: textOf(node, lowering), ...(type === undefined ? {} : { type }) };
}

function placeOf(node: SyntaxNode, lowering: Lowering): Target {
  const place = lowering.expression(node);
  return place.kind === 'member' || place.kind === 'index'
    ? { ...spanOf(node), kind: 'place', place }
    : variable(node, lowering);
}

function partOf(node: SyntaxNode, lowering: Lowering): Part {
  if (node.type === 'pair_pattern') {
    const value = childIn(node, 'value') ?? node;
    return { property: keyName(childIn(node, 'key'), lowering), target: lowerTarget(value, lowering) };
  }
  if (node.type === 'rest_pattern') return { property: undefined, target: lowerTarget(node, lowering) };
  const target = lowerTarget(node, lowering);
  return { property: target.kind === 'variable' ? target.name : undefined, target };
}

/** The name of a property where it is written; `undefined` for one that is computed. */
export function keyName(key: SyntaxNode | undefined, lowering: Lowering): string | undefined {
  if (key === undefined) return undefined;
  if (key.type === 'string') return stringValue(key, lowering);
  if (key.type !== 'computed_property_name') return textOf(key, lowering);
  const inner = key.children[0];
  return inner?.type === 'string' ? stringValue(inner, lowering) : undefined;
}
