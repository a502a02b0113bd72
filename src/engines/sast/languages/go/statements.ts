import type { Node } from 'web-tree-sitter';
import type { Expression, Span, Statement, Target } from '../../program.ts';
import { listed, lowerAssignment, lowerDeclaration, lowerTarget, spanOf } from './assignments.ts';
import { lowerBranches, lowerTypeSwitch } from './branches.ts';
import { lowerCondition } from './conditions.ts';
import { type Lowering, partsOf } from './lowering.ts';

/** One statement as none, one or several of the little program's. */
export function lowerStatement(node: Node, lowering: Lowering): readonly Statement[] {
  const span = spanOf(node);
  switch (node.type) {
    case 'short_var_declaration':
    case 'assignment_statement':
      return lowerAssignment(node, lowering);
    case 'var_declaration':
    case 'const_declaration':
      return lowerDeclaration(node, lowering);
    case 'return_statement':
      return [{ kind: 'return', value: returned(node, span, lowering), ...span }];
    case 'if_statement':
      return withInitializer(node, lowerIf(node, span, lowering), lowering);
    case 'for_statement':
      return lowerFor(node, span, lowering);
    case 'expression_switch_statement':
    case 'select_statement':
      return withInitializer(node, lowerBranches(node, lowering), lowering);
    case 'type_switch_statement':
      return withInitializer(node, lowerTypeSwitch(node, lowering), lowering);
    case 'block':
      return [{ kind: 'block', body: lowering.statements(partsOf(node)), ...span }];
    case 'statement_list':
    case 'labeled_statement':
    case 'ERROR':
      return lowering.statements(partsOf(node));
    case 'continue_statement':
    case 'goto_statement':
      return [left(node, span)];
    case 'break_statement':
      return leavesLoop(node) ? [left(node, span)] : [];
    case 'fallthrough_statement':
    case 'empty_statement':
    case 'label_name':
      return [];
    default:
      return lowerExpressions(node, span, lowering);
  }
}

/** What follows is not reached from here. */
function left(node: Node, span: Span): Statement {
  const word = node.type.replace('_statement', '');
  return { kind: 'expression', expression: { kind: 'other', word, children: [], ...span }, ...span };
}

/** `break` leaves the innermost loop, switch or select: https://go.dev/ref/spec#Break_statements */
function leavesLoop(node: Node): boolean {
  if (node.namedChildCount > 0) return true;
  let around = node.parent;
  while (around !== null && !/^(?:for|expression_switch|type_switch|select)_statement$/.test(around.type))
    around = around.parent;
  return around?.type === 'for_statement';
}

/** `go f()`, `defer f()`, `c <- x`, `i++` and plain expressions. */
function lowerExpressions(node: Node, span: Span, lowering: Lowering): readonly Statement[] {
  if (node.type.endsWith('_expression') || node.type.endsWith('identifier'))
    return [{ kind: 'expression', expression: lowering.expression(node), ...span }];
  if (node.type === 'send_statement') return lowerSend(node, span, lowering);
  return partsOf(node).map((part) => ({ kind: 'expression', expression: lowering.expression(part), ...span }));
}

/** What is sent into a channel comes out of it. */
function lowerSend(node: Node, span: Span, lowering: Lowering): readonly Statement[] {
  const channel = node.childForFieldName('channel');
  const value = node.childForFieldName('value');
  if (channel === null || value === null) return [];
  const target = lowerTarget(channel, lowering);
  const sent = lowering.expression(value);
  if (target === undefined) return [{ kind: 'expression', expression: sent, ...span }];
  return [{ kind: 'assign', target, value: sent, grows: true, ...span }];
}

/** Several results are a list, without the error. */
function returned(node: Node, span: Span, lowering: Lowering): Expression | undefined {
  const list = node.firstNamedChild;
  if (list === null) return undefined;
  const values = listed(list).map((part) => lowering.expression(part));
  const [first, ...rest] = values;
  if (first === undefined || rest.length === 0) return first;
  const told = values.filter((value) => !(value.kind === 'literal' || isError(value)));
  return told.length === 1 ? told[0] : { kind: 'list', items: told, ...span };
}

function isError(value: Expression): boolean {
  return value.kind === 'name' && /^err\d*$|Err$/.test(value.name);
}

function withInitializer(node: Node, rest: readonly Statement[], lowering: Lowering): readonly Statement[] {
  const initializer = node.childForFieldName('initializer');
  if (initializer === null) return rest;
  return [{ kind: 'block', body: [...lowering.statements([initializer]), ...rest], ...spanOf(node) }];
}

function lowerIf(node: Node, span: Span, lowering: Lowering): readonly Statement[] {
  const condition = node.childForFieldName('condition');
  const consequence = node.childForFieldName('consequence');
  const alternative = node.childForFieldName('alternative');
  if (condition === null) return [];
  return [
    {
      kind: 'if',
      condition: lowerCondition(node, condition, lowering),
      // biome-ignore lint/suspicious/noThenProperty: the contract's word; nobody awaits a statement.
      then: consequence === null ? [] : lowering.statements(partsOf(consequence)),
      otherwise: alternative === null ? [] : lowering.statements([alternative]),
      ...span,
    },
  ];
}

function lowerFor(node: Node, span: Span, lowering: Lowering): readonly Statement[] {
  const bodyNode = node.childForFieldName('body');
  const head = partsOf(node)[0];
  const body = bodyNode === null ? [] : lowering.statements(partsOf(bodyNode));
  if (head?.type === 'range_clause') return lowerRange(head, body, span, lowering);
  if (head?.type === 'for_clause') return lowerForClause(head, body, span, lowering);
  const hasCondition = head !== undefined && head.id !== bodyNode?.id;
  const condition = hasCondition ? lowering.expression(head) : undefined;
  return [{ kind: 'loop', each: undefined, condition, body, ...span }];
}

function lowerForClause(head: Node, body: readonly Statement[], span: Span, lowering: Lowering): readonly Statement[] {
  const initializer = head.childForFieldName('initializer');
  const condition = head.childForFieldName('condition');
  const update = head.childForFieldName('update');
  const loop: Statement = {
    kind: 'loop',
    each: undefined,
    condition: condition === null ? undefined : lowering.expression(condition),
    body: [...body, ...(update === null ? [] : lowering.statements([update]))],
    ...span,
  };
  if (initializer === null) return [loop];
  return [{ kind: 'block', body: [...lowering.statements([initializer]), loop], ...span }];
}

/** `for key, value := range x`: the value is an element; a lone or a first target is a key, which is a text in maps only. */
function lowerRange(head: Node, body: readonly Statement[], span: Span, lowering: Lowering): readonly Statement[] {
  const left = head.childForFieldName('left');
  const right = head.childForFieldName('right');
  if (right === null) return [{ kind: 'loop', each: undefined, condition: undefined, body, ...span }];
  const values = lowering.expression(right);
  const targets = left === null ? [] : listed(left).map((target) => lowerTarget(target, lowering));
  const target = targets.length > 1 ? (targets[1] ?? targets[0]) : targets[0];
  if (target === undefined) return [{ kind: 'loop', each: undefined, condition: values, body, ...span }];
  const key = targets.length > 1 && targets[1] !== undefined ? targets[0] : undefined;
  const element = targets.length > 1 && targets[1] !== undefined ? [elementAssigned(targets[1], values, span)] : [];
  const isMapLike = key !== undefined && key.kind === 'variable' && !/^(?:i|j|n|idx|index|_)$/.test(key.name);
  const first: readonly Statement[] = isMapLike
    ? [{ kind: 'assign', target: key, value: values, grows: false, ...span }]
    : [];
  return [
    { kind: 'loop', each: { target, values }, condition: undefined, body: [...element, ...first, ...body], ...span },
  ];
}

/** The value is an element of what is walked over, which may say what type it is of. */
function elementAssigned(target: Target, values: Expression, span: Span): Statement {
  const some: Expression = { kind: 'other', word: 'some', children: [], ...span };
  const value: Expression = { kind: 'index', object: values, index: some, ...span };
  return { kind: 'assign', target, value, grows: false, start: target.start, end: target.end };
}
