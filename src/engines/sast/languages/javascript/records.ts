import type { Entry, Expression } from '../../program.ts';
import { type Lowering, spanOf, textOf } from './lowering.ts';
import { childIn, type SyntaxNode } from './syntax-node.ts';
import { keyName } from './targets.ts';

/** An object literal; methods in it are functions. */
export function lowerRecord(node: SyntaxNode, lowering: Lowering): Expression {
  const entries = node.children.map((child) => entryOf(child, lowering)).filter((entry) => entry !== undefined);
  return { ...spanOf(node), kind: 'record', entries };
}

function entryOf(node: SyntaxNode, lowering: Lowering): Entry | undefined {
  switch (node.type) {
    case 'pair':
      return pairEntry(node, lowering);
    case 'shorthand_property_identifier':
      return { key: textOf(node, lowering), keySpan: spanOf(node), value: lowering.expression(node) };
    case 'method_definition': {
      const name = childIn(node, 'name');
      const definition = lowering.functionOf(node);
      const value: Expression = { ...spanOf(node), kind: 'function', definition };
      return { key: keyName(name, lowering), keySpan: spanOf(name ?? node), value };
    }
    default:
      return { key: undefined, keySpan: spanOf(node), value: lowering.expression(node) };
  }
}

function pairEntry(node: SyntaxNode, lowering: Lowering): Entry | undefined {
  const key = childIn(node, 'key');
  const value = childIn(node, 'value');
  if (key === undefined || value === undefined) return undefined;
  const name = keyName(key, lowering);
  return { key: name, keySpan: spanOf(key), value: namedValue(value, name, lowering) };
}

/** A function bears the name of what it is first assigned to (ECMA-262, NamedEvaluation). */
export function namedValue(
  node: SyntaxNode,
  name: string | undefined,
  lowering: Lowering,
  exported = false,
): Expression {
  if (!FUNCTIONS.has(node.type)) return lowering.expression(node);
  return { ...spanOf(node), kind: 'function', definition: lowering.functionOf(node, { name, exported }) };
}

const FUNCTIONS = new Set(['arrow_function', 'function_expression', 'generator_function']);
