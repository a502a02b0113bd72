import type { Statement } from '../../program.ts';
import { branchesOf, conditional, tryOf } from './branching.ts';
import { classAs, lowerDeclaration, lowerEnum, lowerExport } from './declarations.ts';
import { noteImport, noteRequire } from './imports.ts';
import { lowerFor, lowerForIn, lowerWhile } from './loops.ts';
import { type Lowering, type Naming, spanOf, textOf } from './lowering.ts';
import { namedValue } from './records.ts';
import { childIn, type SyntaxNode } from './syntax-node.ts';

/** Never throws; one construct may be several statements, and imports are none. */
export function lowerStatement(node: SyntaxNode, lowering: Lowering, naming: Naming = {}): readonly Statement[] {
  switch (node.type) {
    case 'expression_statement':
      return expressionStatement(node.children[0] ?? node, lowering);
    case 'lexical_declaration':
    case 'variable_declaration':
      return lowerDeclaration(node, lowering, naming);
    case 'function_declaration':
    case 'generator_function_declaration':
      return [{ ...spanOf(node), kind: 'function', definition: lowering.functionOf(node, naming) }];
    case 'class_declaration':
    case 'abstract_class_declaration':
      return classAs(node, naming, lowering);
    case 'import_statement':
      noteImport(node, lowering);
      return [];
    case 'export_statement':
      return lowerExport(node, lowering, (inner, given) => lowerStatement(inner, lowering, given));
    case 'enum_declaration':
      return lowerEnum(node, lowering);
    default:
      return controlStatement(node, lowering);
  }
}

function controlStatement(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  switch (node.type) {
    case 'statement_block':
      return [{ ...spanOf(node), kind: 'block', body: lowering.statements(node.children) }];
    case 'if_statement':
      return conditional(node, lowering);
    case 'switch_statement':
      return branchesOf(node, lowering);
    case 'try_statement':
      return tryOf(node, lowering);
    case 'for_statement':
      return lowerFor(node, lowering);
    case 'for_in_statement':
      return lowerForIn(node, lowering);
    case 'while_statement':
    case 'do_statement':
      return lowerWhile(node, lowering);
    case 'return_statement':
    case 'throw_statement':
      return [ending(node, lowering)];
    case 'labeled_statement':
    case 'with_statement':
    case 'internal_module':
    case 'module':
      return lowering.statements(node.children.filter((child) => child.field === 'body'));
    default:
      return WITHOUT_MEANING.has(node.type) ? [] : unknown(node, lowering);
  }
}

const WITHOUT_MEANING = new Set([
  'interface_declaration',
  'type_alias_declaration',
  'ambient_declaration',
  'function_signature',
  'import_alias',
  'break_statement',
  'continue_statement',
  'debugger_statement',
]);

function ending(node: SyntaxNode, lowering: Lowering): Statement {
  const inner = node.children[0];
  const value = inner === undefined ? undefined : lowering.expression(inner);
  return { ...spanOf(node), kind: node.type === 'return_statement' ? 'return' : 'throw', value };
}

/** What the parser could not read: what stands in it is looked at, piece by piece. */
function unknown(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  if (node.type === 'ERROR') return lowering.statements(node.children);
  return [{ ...spanOf(node), kind: 'expression', expression: lowering.expression(node) }];
}

function expressionStatement(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  switch (node.type) {
    case 'assignment_expression':
      return assignment(node, lowering);
    case 'augmented_assignment_expression':
      return growth(node, lowering);
    case 'sequence_expression':
      return node.children.flatMap((child) => expressionStatement(child, lowering));
    case 'internal_module':
      return lowerStatement(node, lowering);
    case 'unary_expression':
      return deletion(node, lowering);
    default:
      return [{ ...spanOf(node), kind: 'expression', expression: lowering.expression(node) }];
  }
}

/** `delete a.b`: nothing is there afterwards. */
function deletion(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const expression = lowering.expression(node);
  const [place] = expression.kind === 'operation' && expression.operator === 'delete' ? expression.operands : [];
  if (place?.kind !== 'member' && place?.kind !== 'index') return [{ ...spanOf(node), kind: 'expression', expression }];
  const { start, end } = place;
  const nothing = { kind: 'literal', value: null, start, end } as const;
  return [
    { ...spanOf(node), kind: 'assign', target: { kind: 'place', place, start, end }, value: nothing, grows: false },
  ];
}

function assignment(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const left = childIn(node, 'left');
  const right = childIn(node, 'right');
  if (left === undefined || right === undefined) return [];
  if (noteRequire(left, right, lowering)) return [];
  const name = assignedName(left, lowering);
  const exported = /^(?:module\.)?exports\b/.test(textOf(left, lowering));
  const target = lowering.target(left);
  if (right.type === 'class') return classAs(right, { name, exported }, lowering);
  const value = namedValue(right, name, lowering, exported);
  return [{ ...spanOf(node), kind: 'assign', target, value, grows: false }];
}

function assignedName(left: SyntaxNode, lowering: Lowering): string | undefined {
  const name = left.type === 'member_expression' ? childIn(left, 'property') : left;
  const isName = name?.type === 'identifier' || name?.type === 'property_identifier';
  const text = isName ? textOf(name, lowering) : undefined;
  return text === 'exports' ? undefined : text;
}

function growth(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const expression = lowering.expression(node);
  const operator = childIn(node, 'operator');
  const right = childIn(node, 'right');
  if (expression.kind !== 'assignment' || right === undefined) return [];
  const { target, value } = expression;
  if (operator === undefined || textOf(operator, lowering) !== '+=') {
    return [{ ...spanOf(node), kind: 'assign', target, value, grows: false }];
  }
  return [{ ...spanOf(node), kind: 'assign', target, value: lowering.expression(right), grows: true }];
}
