import type { Statement } from '../../program.ts';
import { lowerIf, lowerMatch, lowerTry } from './branches.ts';
import { bodyOf, classStatement, decorated, functionStatement } from './definitions.ts';
import { type Lowering, other, spanOf } from './lowering.ts';
import { childIn, type SyntaxNode } from './syntax-node.ts';
import { lowerTarget } from './targets.ts';

type Rule = (node: SyntaxNode, lowering: Lowering) => readonly Statement[];

const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['expression_statement', (node, lowering) => node.children.flatMap((child) => expressionStatement(child, lowering))],
  ['assignment', assign],
  ['augmented_assignment', assign],
  ['if_statement', lowerIf],
  ['for_statement', loop],
  ['while_statement', loop],
  ['with_statement', withStatement],
  ['try_statement', lowerTry],
  ['match_statement', lowerMatch],
  ['return_statement', (node, lowering) => [{ kind: 'return', value: givenBack(node, lowering), ...spanOf(node) }]],
  ['raise_statement', (node, lowering) => [{ kind: 'throw', value: givenBack(node, lowering), ...spanOf(node) }]],
  ['assert_statement', assertion],
  ['exec_statement', execStatement],
  ['function_definition', (node, lowering) => [functionStatement(node, [], lowering)]],
  ['class_definition', (node, lowering) => [classStatement(node, [], lowering)]],
  ['decorated_definition', definition],
  ['delete_statement', deletion],
  ['block', (node, lowering) => lowering.statements(node.children)],
  ['ERROR', (node, lowering) => lowering.statements(node.children)],
  ...[
    'import_statement',
    'import_from_statement',
    'future_import_statement',
    'global_statement',
    'nonlocal_statement',
  ].map((type): [string, Rule] => [type, () => []]),
  ...['pass_statement', 'break_statement', 'continue_statement', 'type_alias_statement'].map((type): [string, Rule] => [
    type,
    () => [],
  ]),
]);

/** The statements that one node stands for; what is not known is looked at as an expression. */
export function lowerStatement(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  return (RULES.get(node.type) ?? expressionStatement)(node, lowering);
}

function expressionStatement(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  if (node.type === 'assignment' || node.type === 'augmented_assignment') return assign(node, lowering);
  return [{ kind: 'expression', expression: lowering.expression(node), ...spanOf(node) }];
}

function assign(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const left = childIn(node, 'left');
  const right = childIn(node, 'right');
  const target = left === undefined ? undefined : lowerTarget(left, lowering, childIn(node, 'type'));
  const value = right === undefined ? undefined : lowering.expression(right);
  if (target === undefined)
    return value === undefined ? [] : [{ kind: 'expression', expression: value, ...spanOf(node) }];
  return [{ kind: 'assign', target, value, grows: node.type === 'augmented_assignment', ...spanOf(node) }];
}

/** What follows `return` or `raise`; a raised error's cause counts too. */
function givenBack(node: SyntaxNode, lowering: Lowering) {
  const [first, ...others] = node.children.map((child) => lowering.expression(child));
  return others.length === 0 || first === undefined ? first : other(node, 'several', [first, ...others]);
}

/** Afterwards its condition holds, as after `if not …: raise`; the thrown `other` says that it was an assertion. */
function assertion(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const [condition, ...message] = node.children.map((child) => lowering.expression(child));
  if (condition === undefined) return [];
  const negated = { kind: 'operation', operator: 'not', operands: [condition], ...spanOf(condition) } as const;
  const thrown = { kind: 'throw', value: other(node, 'assert', message), ...spanOf(node) } as const;
  // biome-ignore lint/suspicious/noThenProperty: the program's word; nobody awaits a statement
  return [{ kind: 'if', condition: negated, then: [thrown], otherwise: [], ...spanOf(node) }];
}

/** Python 2: `exec code in names` is a call. */
function execStatement(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const values = node.children.map((child) => lowering.expression(child));
  const callee = { kind: 'name', name: 'exec', start: node.start, end: node.start + 'exec'.length } as const;
  const given = values.map((value) => ({ name: undefined, value, isSpread: false }));
  const expression = { kind: 'call', callee, arguments: given, isNew: false, ...spanOf(node) } as const;
  return [{ kind: 'expression', expression, ...spanOf(node) }];
}

function loop(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const left = childIn(node, 'left');
  const right = childIn(node, 'right');
  const condition = childIn(node, 'condition');
  const target = left === undefined ? undefined : lowerTarget(left, lowering);
  const values = right === undefined ? undefined : lowering.expression(right);
  const each = target === undefined || values === undefined ? undefined : { target, values };
  const alternative = childIn(node, 'alternative');
  return [
    {
      kind: 'loop',
      each,
      condition: condition === undefined ? undefined : lowering.expression(condition),
      body: bodyOf(node, lowering),
      ...spanOf(node),
    },
    ...(alternative === undefined ? [] : bodyOf(alternative, lowering)),
  ];
}

/** `with open(x) as f:` gives `f` what stands before it. */
function withStatement(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const clause = node.children.find((child) => child.type === 'with_clause');
  const items = clause?.children.flatMap((item) => withItem(item, lowering)) ?? [];
  return [{ kind: 'block', body: [...items, ...bodyOf(node, lowering)], ...spanOf(node) }];
}

function withItem(item: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const value = childIn(item, 'value');
  if (value === undefined) return [];
  const [source, alias] = value.type === 'as_pattern' ? value.children : [value];
  if (source === undefined) return [];
  const target = alias === undefined ? undefined : lowerTarget(alias, lowering);
  const lowered = lowering.expression(source);
  if (target === undefined) return [{ kind: 'expression', expression: lowered, ...spanOf(item) }];
  return [{ kind: 'assign', target, value: lowered, grows: false, ...spanOf(item) }];
}

/** `del d["a"]`: nothing is there afterwards. */
function deletion(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  return node.children.flatMap((child): readonly Statement[] => {
    const place = child.type === 'subscript' || child.type === 'attribute' ? lowerTarget(child, lowering) : undefined;
    if (place === undefined) return expressionStatement(child, lowering);
    const nothing = { kind: 'literal', value: null, ...spanOf(child) } as const;
    return [{ kind: 'assign', target: place, value: nothing, grows: false, ...spanOf(node) }];
  });
}

function definition(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const lowered = decorated(node, lowering);
  return lowered === undefined ? [] : [lowered];
}
