import type { Expression } from '../../program.ts';
import { type Lowering, other, spanOf } from './lowering.ts';
import { childIn, type SyntaxNode } from './syntax-node.ts';
import { lowerTarget } from './targets.ts';

/**
 * `[f(x) for x in xs if c]` as a choice whose condition assigns an element to `x` and whose only value is `f(x)`: what comes out is
 * what `f` makes of an element, never the element itself.
 */
export function comprehension(node: SyntaxNode, lowering: Lowering): Expression {
  const clauses = node.children.filter((child) => child.type === 'for_in_clause' || child.type === 'if_clause');
  const lowered = clauses.map((clause) => lowerClause(clause, lowering));
  const body = childIn(node, 'body');
  const items = body === undefined ? [] : bodyOf(body, lowering);
  return lowered.reduceRight<Expression>(
    (value, condition) => ({ kind: 'choice', condition, values: [value], ...spanOf(node) }),
    other(body ?? node, 'comprehension', items),
  );
}

function bodyOf(body: SyntaxNode, lowering: Lowering): readonly Expression[] {
  if (body.type !== 'pair' && body.type !== 'tuple') return [lowering.expression(body)];
  return body.children.map((child) => lowering.expression(child));
}

function lowerClause(clause: SyntaxNode, lowering: Lowering): Expression {
  const [first] = clause.children;
  if (clause.type === 'if_clause') return first === undefined ? other(clause, 'if', []) : lowering.expression(first);
  const left = childIn(clause, 'left');
  const values = clause.children.filter((child) => child.field === 'right').map((child) => lowering.expression(child));
  const target = left === undefined ? undefined : lowerTarget(left, lowering);
  const [only] = values;
  const element = other(clause, 'element', values);
  if (target === undefined || only === undefined) return element;
  return { kind: 'assignment', target, value: element, ...spanOf(clause) };
}
