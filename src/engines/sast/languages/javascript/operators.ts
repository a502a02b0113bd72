import type { Expression } from '../../program.ts';
import { type Lowering, spanOf, textOf } from './lowering.ts';
import { childIn, type SyntaxNode } from './syntax-node.ts';

/** `+`, the logical operators, and all others. */
export function lowerBinary(node: SyntaxNode, lowering: Lowering): Expression {
  const left = childIn(node, 'left');
  const right = childIn(node, 'right');
  if (left === undefined || right === undefined)
    return { ...spanOf(node), kind: 'other', word: node.type, children: [] };
  const operator = operatorOf(node, lowering);
  if (operator === '+') return lowerSum(node, lowering);
  return combine(node, operator, lowering.expression(left), lowering.expression(right));
}

function combine(node: SyntaxNode, operator: string, left: Expression, right: Expression): Expression {
  switch (operator) {
    case '||':
    case '??':
      return { ...spanOf(node), kind: 'choice', condition: undefined, values: [left, right] };
    case '&&':
      return { ...spanOf(node), kind: 'choice', condition: left, values: [right] };
    default:
      return { ...spanOf(node), kind: 'operation', operator, operands: [left, right] };
  }
}

function operatorOf(node: SyntaxNode, lowering: Lowering): string {
  const operator = childIn(node, 'operator');
  return operator === undefined ? '' : textOf(operator, lowering);
}

/** A chain of `+` is one string of all its parts, unless all of them are numbers; walked in a loop because chains are long. */
function lowerSum(node: SyntaxNode, lowering: Lowering): Expression {
  const parts: Expression[] = [];
  let rest: SyntaxNode | undefined = node;
  while (rest?.type === 'binary_expression' && operatorOf(rest, lowering) === '+') {
    const right = childIn(rest, 'right');
    if (right !== undefined) parts.push(lowering.expression(right));
    rest = childIn(rest, 'left');
  }
  if (rest !== undefined) parts.push(lowering.expression(rest));
  parts.reverse();
  if (parts.every(isNumber)) return { ...spanOf(node), kind: 'operation', operator: '+', operands: parts };
  return { ...spanOf(node), kind: 'join', parts };
}

function isNumber(part: Expression): boolean {
  return part.kind === 'literal' && typeof part.value === 'number';
}

/** `a += b` in the middle of an expression: `a` becomes the two joined; `a ||= b` one of the two. */
export function lowerAugmented(node: SyntaxNode, lowering: Lowering): Expression {
  const left = childIn(node, 'left');
  const right = childIn(node, 'right');
  if (left === undefined || right === undefined)
    return { ...spanOf(node), kind: 'other', word: node.type, children: [] };
  return {
    ...spanOf(node),
    kind: 'assignment',
    target: lowering.target(left),
    value: augmentedValue(node, operatorOf(node, lowering), lowering.expression(left), lowering.expression(right)),
  };
}

/** What a variable holds after `operator`, which ends in `=`. */
export function augmentedValue(node: SyntaxNode, operator: string, left: Expression, right: Expression): Expression {
  if (operator === '+=') return { ...spanOf(node), kind: 'join', parts: [left, right] };
  const inner = operator.slice(0, -1);
  return inner === '&&' ? right : combine(node, inner, left, right);
}
