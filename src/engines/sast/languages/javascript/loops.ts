import type { Statement } from '../../program.ts';
import { bodyOf } from './branching.ts';
import { type Lowering, spanOf } from './lowering.ts';
import { childIn, type SyntaxNode } from './syntax-node.ts';

/** `for (const x of xs)` and `for (const key in object)`. */
export function lowerForIn(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const left = childIn(node, 'left');
  const right = childIn(node, 'right');
  if (left === undefined || right === undefined) return [];
  return [
    {
      ...spanOf(node),
      kind: 'loop',
      each: { target: lowering.target(left), values: lowering.expression(right) },
      condition: undefined,
      body: bodyOf(childIn(node, 'body'), lowering),
    },
  ];
}

export function lowerWhile(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const condition = childIn(node, 'condition');
  return [loop(node, condition, bodyOf(childIn(node, 'body'), lowering), lowering)];
}

/** `for (let i = 0; i < n; i++)`: its start before the loop, its step at the end of the body. */
export function lowerFor(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const initializer = childIn(node, 'initializer');
  const condition = childIn(node, 'condition');
  const step = childIn(node, 'increment');
  const body = [...bodyOf(childIn(node, 'body'), lowering), ...(step === undefined ? [] : [stepOf(step, lowering)])];
  const before = initializer === undefined ? [] : lowering.statements([initializer]);
  return [...before, loop(node, condition, body, lowering)];
}

function stepOf(step: SyntaxNode, lowering: Lowering): Statement {
  return { ...spanOf(step), kind: 'expression', expression: lowering.expression(step) };
}

function loop(
  node: SyntaxNode,
  condition: SyntaxNode | undefined,
  body: readonly Statement[],
  lowering: Lowering,
): Statement {
  return {
    ...spanOf(node),
    kind: 'loop',
    each: undefined,
    condition: condition === undefined ? undefined : lowering.expression(condition),
    body,
  };
}
