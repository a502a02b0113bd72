import type { Node } from 'web-tree-sitter';
import type { Expression, Span, Statement, Target } from '../../program.ts';
import { lowerSwitch, lowerTry, lowerTryWithResources } from './branches.ts';
import { lowerArguments } from './calls.ts';
import { lowerTarget } from './expressions.ts';
import { type Lowering, partsOf, spanOf, textOf } from './lowering.ts';
import { typeName } from './types.ts';
import { lowerVariables } from './variables.ts';

/** One statement as none, one or several of the little program's; classes are the members' to lower. */
export function lowerStatement(node: Node, lowering: Lowering): readonly Statement[] {
  const span = spanOf(node);
  switch (node.type) {
    case 'local_variable_declaration':
      return lowerVariables(node, lowering);
    case 'expression_statement':
      return lowerExpressionStatement(node, span, lowering);
    case 'return_statement':
    case 'throw_statement':
      return [lowerExit(node, span, lowering)];
    case 'if_statement':
      return lowerIf(node, span, lowering);
    case 'while_statement':
    case 'do_statement':
    case 'for_statement':
    case 'enhanced_for_statement':
      return lowerLoop(node, span, lowering);
    case 'try_statement':
      return lowerTry(node, lowering);
    case 'try_with_resources_statement':
      return lowerTryWithResources(node, lowering);
    case 'switch_expression':
      return lowerSwitch(node, lowering);
    case 'block':
    case 'constructor_body':
      return [{ kind: 'block', body: lowering.statements(partsOf(node)), ...span }];
    case 'labeled_statement':
      return lowering.statements(partsOf(node).slice(1));
    case 'synchronized_statement':
    case 'switch_block_statement_group':
    case 'ERROR':
      return lowering.statements(partsOf(node));
    case 'explicit_constructor_invocation':
      return [lowerConstructorCall(node, span, lowering)];
    case 'break_statement':
    case 'continue_statement':
    case 'switch_label':
      return [];
    default:
      return lowerRest(node, span, lowering);
  }
}

/** `yield x`, `assert x`, and whatever stands where a statement should. */
function lowerRest(node: Node, span: Span, lowering: Lowering): readonly Statement[] {
  if (!node.type.endsWith('_statement'))
    return [{ kind: 'expression', expression: lowering.expression(node), ...span }];
  return partsOf(node).map((part) => ({ kind: 'expression', expression: lowering.expression(part), ...span }));
}

function lowerExpressionStatement(node: Node, span: Span, lowering: Lowering): readonly Statement[] {
  const expression = partsOf(node)[0];
  if (expression === undefined) return [];
  if (expression.type === 'switch_expression') return lowerSwitch(expression, lowering);
  if (expression.type !== 'assignment_expression')
    return [{ kind: 'expression', expression: lowering.expression(expression), ...span }];
  const right = expression.childForFieldName('right');
  const target = lowerTarget(expression.childForFieldName('left'), lowering);
  if (target === undefined || right === null) return [];
  const grows = expression.childForFieldName('operator')?.type !== '=';
  return [{ kind: 'assign', target, value: lowering.expression(right), grows, ...span }];
}

function lowerExit(node: Node, span: Span, lowering: Lowering): Statement {
  const value = partsOf(node)[0];
  const lowered = value === undefined ? undefined : lowering.expression(value);
  return { kind: node.type === 'throw_statement' ? 'throw' : 'return', value: lowered, ...span };
}

/** Of a condition that is always the same only what runs is kept. */
function lowerIf(node: Node, span: Span, lowering: Lowering): readonly Statement[] {
  const condition = node.childForFieldName('condition');
  const consequence = node.childForFieldName('consequence');
  const alternative = node.childForFieldName('alternative');
  const decided = condition === null ? undefined : lowering.decide(condition);
  if (decided !== undefined)
    return [{ kind: 'block', body: branch(decided === true ? consequence : alternative, lowering), ...span }];
  return [
    {
      kind: 'if',
      condition: condition === null ? nothing(span) : lowering.expression(condition),
      // biome-ignore lint/suspicious/noThenProperty: the contract's word; nobody awaits a statement.
      then: branch(consequence, lowering),
      otherwise: branch(alternative, lowering),
      ...span,
    },
  ];
}

function nothing(span: Span): Expression {
  return { kind: 'other', word: 'missing', children: [], ...span };
}

/** What a condition or loop runs, without the block around it. */
function branch(node: Node | null, lowering: Lowering): readonly Statement[] {
  if (node === null) return [];
  return lowering.statements(node.type === 'block' ? partsOf(node) : [node]);
}

function lowerLoop(node: Node, span: Span, lowering: Lowering): readonly Statement[] {
  if (node.type === 'while_statement' && isNever(node, lowering)) return [];
  const body = branch(node.childForFieldName('body'), lowering);
  if (node.type === 'enhanced_for_statement') return [lowerEach(node, body, span, lowering)];
  const condition = node.childForFieldName('condition');
  const updates =
    node.type === 'for_statement' ? node.childrenForFieldName('update').filter((part) => part.isNamed) : [];
  const loop: Statement = {
    kind: 'loop',
    each: undefined,
    condition: condition === null ? undefined : lowering.expression(condition),
    body: [...body, ...lowering.statements(updates)],
    ...span,
  };
  const begins = node.type === 'for_statement' ? node.childrenForFieldName('init').filter((part) => part.isNamed) : [];
  if (begins.length === 0) return [loop];
  return [{ kind: 'block', body: [...lowering.statements(begins), loop], ...span }];
}

function isNever(node: Node, lowering: Lowering): boolean {
  const condition = node.childForFieldName('condition');
  return condition !== null && lowering.decide(condition) === false;
}

/** `for (T x : values)`. */
function lowerEach(node: Node, body: readonly Statement[], span: Span, lowering: Lowering): Statement {
  const name = node.childForFieldName('name');
  const values = node.childForFieldName('value');
  if (name === null || values === null) return { kind: 'loop', each: undefined, condition: undefined, body, ...span };
  const type = typeName(node.childForFieldName('type'), lowering.text);
  const named = textOf(name, lowering.text);
  const target: Target = { kind: 'variable', name: named, ...(type === undefined ? {} : { type }), ...spanOf(name) };
  return { kind: 'loop', each: { target, values: lowering.expression(values) }, condition: undefined, body, ...span };
}

/** `this(…)` and `super(…)`. */
function lowerConstructorCall(node: Node, span: Span, lowering: Lowering): Statement {
  const called = node.childForFieldName('constructor');
  const name = called === null ? 'super' : textOf(called, lowering.text);
  const callee: Expression = { kind: 'name', name, ...span };
  const call: Expression = { kind: 'call', callee, arguments: lowerArguments(node, lowering), isNew: false, ...span };
  return { kind: 'expression', expression: call, ...span };
}
