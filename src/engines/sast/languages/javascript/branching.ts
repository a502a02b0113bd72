import type { BranchCase, Statement } from '../../program.ts';
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

/** `switch`: each case with its statements; cases without any belong to the one that follows. */
export function branchesOf(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const subject = childIn(node, 'value');
  const groups = groupsOf(childIn(node, 'body')?.children ?? []);
  const branches = groups.map(({ body }) => lowering.statements(body));
  const value = subject === undefined ? undefined : lowering.expression(subject);
  const fallsThrough = groups.slice(0, -1).some(({ body }) => !isLeft(body.at(-1)));
  const cases = fallsThrough ? {} : { cases: groups.map(({ heads }) => labelsOf(heads, lowering)) };
  return [{ ...spanOf(node), kind: 'branches', subject: value, branches, ...cases }];
}

interface Group {
  readonly heads: readonly SyntaxNode[];
  readonly body: readonly SyntaxNode[];
}

function groupsOf(cases: readonly SyntaxNode[]): readonly Group[] {
  const groups: Group[] = [];
  let heads: SyntaxNode[] = [];
  for (const one of cases) {
    const body = one.children.filter((child) => child.field === 'body');
    heads.push(one);
    if (body.length === 0) continue;
    groups.push({ heads, body });
    heads = [];
  }
  return heads.length === 0 ? groups : [...groups, { heads, body: [] }];
}

function isLeft(last: SyntaxNode | undefined): boolean {
  if (last?.type === 'statement_block') return isLeft(last.children.at(-1));
  return /^(?:break|return|throw|continue)_statement$/.test(last?.type ?? '');
}

function labelsOf(heads: readonly SyntaxNode[], lowering: Lowering): BranchCase {
  const values = heads.map((head) => childIn(head, 'value'));
  const known = values.filter((value) => value !== undefined);
  return known.length < values.length ? 'default' : known.map((value) => lowering.expression(value));
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
