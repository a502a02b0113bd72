import type { Node } from 'web-tree-sitter';
import type { Expression } from '../../program.ts';
import { type Lowering, partsOf, spanOf } from './lowering.ts';

/** `a + b + c` as one join, unless all are numbers; a long chain leans to the left and is walked without recursion. */
export function joinOf(node: Node, lowering: Lowering): Expression {
  const parts: Expression[] = [];
  let left = node;
  while (left.type === 'binary_expression' && left.childForFieldName('operator')?.type === '+') {
    const [next, right] = partsOf(left);
    if (next === undefined || right === undefined) break;
    parts.push(lowering.expression(right));
    left = next;
  }
  parts.push(lowering.expression(left));
  parts.reverse();
  const isArithmetic = parts.every((part) => part.kind === 'literal' || part.kind === 'operation');
  if (isArithmetic) return { kind: 'operation', operator: '+', operands: parts, ...spanOf(node) };
  return { kind: 'join', parts, ...spanOf(node) };
}
