import type { Expression } from '../../program.ts';
import { percentFormat } from './formatting.ts';
import { type Lowering, other, spanOf } from './lowering.ts';
import { joined } from './strings.ts';
import { childIn, type SyntaxNode } from './syntax-node.ts';

/** `+` puts texts and lists together, `%` formats, `/` joins paths, `|` merges dictionaries; the rest is arithmetic. */
export function binary(node: SyntaxNode, lowering: Lowering): Expression {
  const operator = node.words[0] ?? '';
  if (operator === '+') return sum(node, lowering);
  const operands = node.children.map((child) => lowering.expression(child));
  const [left, right] = operands;
  if (left === undefined || right === undefined) return other(node, operator, operands);
  if (operator === '%' && isText(left)) return percentFormat(node, left, right);
  const isArithmetic = operands.some((operand) => operand.kind === 'literal' || operand.kind === 'operation');
  if (operator === '%' && !isArithmetic) return percentFormat(node, left, right);
  if (operator === '*' && left.kind === 'list') return other(node, 'repeat', operands);
  if (['/', '|', '&'].includes(operator) && !isArithmetic) return other(node, operator, operands);
  return { kind: 'operation', operator, operands, ...spanOf(node) };
}

function isText(expression: Expression): boolean {
  return expression.kind === 'text' || expression.kind === 'join';
}

/** A chain of `+` is one join, and is walked without recursion: generated code has thousands of them in a row. */
function sum(node: SyntaxNode, lowering: Lowering): Expression {
  const operands: SyntaxNode[] = [];
  let left = node;
  while (left.type === 'binary_operator' && left.words[0] === '+') {
    const [next, right] = left.children;
    if (next === undefined || right === undefined) break;
    operands.unshift(right);
    left = next;
  }
  const parts = [left, ...operands].map((operand) => lowering.expression(operand));
  const isNumber = parts.some(
    (part) => part.kind === 'literal' || (part.kind === 'operation' && part.operator !== 'number'),
  );
  if (isNumber) return { kind: 'operation', operator: '+', operands: parts, ...spanOf(node) };
  if (parts.every((part) => part.kind === 'list'))
    return { kind: 'list', items: parts.flatMap((part) => (part.kind === 'list' ? part.items : [])), ...spanOf(node) };
  return joined(node, parts);
}

/** `a or b` gives either, `a and b` what comes last: a falsy `a` is empty and does no harm. */
export function boolean(node: SyntaxNode, lowering: Lowering): Expression {
  const operands = node.children.map((child) => lowering.expression(child));
  const [left, right] = operands;
  if (left === undefined || right === undefined) return other(node, 'boolean', operands);
  return node.words[0] === 'and'
    ? { kind: 'choice', condition: left, values: [right], ...spanOf(node) }
    : { kind: 'choice', condition: undefined, values: [left, right], ...spanOf(node) };
}

/** `a if b else c`, in this order of children. */
export function conditional(node: SyntaxNode, lowering: Lowering): Expression {
  const operands = node.children.map((child) => lowering.expression(child));
  const [then, condition, otherwise] = operands;
  if (then === undefined || otherwise === undefined) return other(node, 'conditional', operands);
  return { kind: 'choice', condition, values: [then, otherwise], ...spanOf(node) };
}

export function comparison(node: SyntaxNode, lowering: Lowering): Expression {
  const operands = node.children.map((child) => lowering.expression(child));
  return { kind: 'operation', operator: node.words.join(' '), operands, ...spanOf(node) };
}

export function unary(node: SyntaxNode, lowering: Lowering): Expression {
  const argument = childIn(node, 'argument') ?? node.children[0];
  const operand = argument === undefined ? other(node, 'missing', []) : lowering.expression(argument);
  const operator = node.type === 'not_operator' ? 'not' : (node.words[0] ?? '');
  if (operator === '-' && operand.kind === 'literal' && typeof operand.value === 'number') {
    return { kind: 'literal', value: -operand.value, ...spanOf(node) };
  }
  return { kind: 'operation', operator, operands: [operand], ...spanOf(node) };
}
