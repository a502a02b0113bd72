import type { Statement } from '../../program.ts';
import { type Lowering, spanOf } from './lowering.ts';
import { childIn, type SyntaxNode } from './syntax-node.ts';

export function conditional(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const condition = childIn(node, 'condition');
  const then = childIn(node, 'consequence');
  const otherwise = childIn(node, 'alternative');
  if (condition === undefined) return [];
  return [
    {
      ...spanOf(node),
      kind: 'if',
      condition: lowering.expression(condition),
      // biome-ignore lint/suspicious/noThenProperty: the program's word; nobody awaits a statement
      then: bodyOf(then, lowering),
      otherwise: lowering.statements(otherwise?.children ?? []),
    },
  ];
}

/** The statements of a body, be it a block or a single one. */
export function bodyOf(body: SyntaxNode | undefined, lowering: Lowering): readonly Statement[] {
  if (body === undefined) return [];
  return lowering.statements(body.type === 'statement_block' ? body.children : [body]);
}

/** `switch`: each case with its statements. */
export function branchesOf(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const subject = childIn(node, 'value');
  const cases = childIn(node, 'body')?.children ?? [];
  return [
    {
      ...spanOf(node),
      kind: 'branches',
      subject: subject === undefined ? undefined : lowering.expression(subject),
      branches: cases.map((one) => lowering.statements(one.children.filter((child) => child.field === 'body'))),
    },
  ];
}

/** `try`: its body or its handler, and then what always runs. */
export function tryOf(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const body = childIn(node, 'body');
  const handler = childIn(node, 'handler');
  const branches = [bodyOf(body, lowering), ...(handler === undefined ? [] : [handlerOf(handler, lowering)])];
  const last = childIn(node, 'finalizer');
  return [
    { ...spanOf(node), kind: 'branches', subject: undefined, branches },
    ...(last === undefined ? [] : bodyOf(childIn(last, 'body'), lowering)),
  ];
}

function handlerOf(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const parameter = childIn(node, 'parameter');
  const body = bodyOf(childIn(node, 'body'), lowering);
  if (parameter === undefined) return body;
  const target = lowering.target(parameter);
  return [{ ...spanOf(parameter), kind: 'assign', target, value: undefined, grows: false }, ...body];
}
