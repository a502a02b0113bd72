import type { Node } from 'web-tree-sitter';
import type { Expression, Span, Target } from '../../program.ts';
import { lowerAnnotation, lowerCreation, lowerInvocation } from './calls.ts';
import { lowerNumber, lowerText } from './literals.ts';
import { type Lowering, partsOf, spanOf, textOf } from './lowering.ts';
import { joinOf } from './operators.ts';
import { isNumberType, typeName } from './types.ts';

/** One expression; what has no counterpart becomes `other` with its children. */
export function lowerExpression(node: Node, lowering: Lowering): Expression {
  const span = spanOf(node);
  switch (node.type) {
    case 'identifier':
      return lowerName(node, span, lowering);
    case 'type_identifier':
    case 'this':
    case 'super':
      return { kind: 'name', name: textOf(node, lowering.text), ...span };
    case 'string_literal':
    case 'character_literal':
      return lowerText(node, lowering);
    case 'true':
    case 'false':
      return { kind: 'literal', value: node.type === 'true', ...span };
    case 'null_literal':
      return { kind: 'literal', value: null, ...span };
    case 'method_invocation':
      return lowerInvocation(node, lowering);
    case 'object_creation_expression':
      return lowerCreation(node, lowering);
    case 'lambda_expression':
      return { kind: 'function', definition: lowering.lambda(node), ...span };
    case 'annotation':
    case 'marker_annotation':
      return lowerAnnotation(node, lowering);
    default:
      return node.type.endsWith('_literal') && node.type !== 'class_literal'
        ? lowerNumber(node, lowering.text)
        : lowerComposed(node, span, lowering);
  }
}

function lowerComposed(node: Node, span: Span, lowering: Lowering): Expression {
  switch (node.type) {
    case 'parenthesized_expression':
      return first(node, span, lowering);
    case 'field_access':
    case 'scoped_identifier':
    case 'scoped_type_identifier':
    case 'method_reference':
    case 'class_literal':
      return lowerMember(node, span, lowering);
    case 'array_access':
      return lowerElement(node, span, lowering);
    case 'array_creation_expression':
      return lowerArray(node, span, lowering);
    case 'array_initializer':
    case 'element_value_array_initializer':
      return { kind: 'list', items: childrenOf(node, lowering), ...span };
    case 'binary_expression':
      return lowerBinary(node, span, lowering);
    case 'unary_expression':
    case 'update_expression':
      return lowerUnary(node, span, lowering);
    case 'ternary_expression':
      return lowerTernary(node, span, lowering);
    case 'cast_expression':
      return lowerCast(node, span, lowering);
    case 'instanceof_expression':
      return lowerInstanceof(node, span, lowering);
    case 'assignment_expression':
      return lowerAssignment(node, span, lowering);
    case 'switch_expression':
      return lowerSwitch(node, span, lowering);
    case 'template_expression':
      return lowerTemplate(node, span, lowering);
    default:
      return { kind: 'other', word: node.type, children: childrenOf(node, lowering), ...span };
  }
}

/** A field that is called by its bare name is one of the instance. */
function lowerName(node: Node, span: Span, lowering: Lowering): Expression {
  const name = textOf(node, lowering.text);
  if (!lowering.fields.isField(name)) return { kind: 'name', name, ...span };
  return { kind: 'member', object: { kind: 'name', name: 'this', ...span }, property: name, ...span };
}

function childrenOf(node: Node, lowering: Lowering): readonly Expression[] {
  return partsOf(node).map((child) => lowering.expression(child));
}

function first(node: Node, span: Span, lowering: Lowering): Expression {
  const inner = partsOf(node)[0];
  return inner === undefined ? { kind: 'other', word: node.type, children: [], ...span } : lowering.expression(inner);
}

function field(node: Node, name: string, lowering: Lowering): Expression {
  const child = node.childForFieldName(name);
  if (child !== null) return lowering.expression(child);
  return { kind: 'other', word: 'missing', children: [], ...spanOf(node) };
}

/** `a.b`, `T::m`, `T.class`; `Outer.this` is `this`. */
function lowerMember(node: Node, span: Span, lowering: Lowering): Expression {
  const parts = partsOf(node);
  const [object] = parts;
  const last = parts.at(-1);
  if (object === undefined) return { kind: 'other', word: node.type, children: [], ...span };
  if (node.type === 'class_literal')
    return { kind: 'member', object: lowering.expression(object), property: 'class', ...span };
  if (last === undefined || parts.length === 1)
    return { kind: 'member', object: lowering.expression(object), property: 'new', ...span };
  if (last.type === 'this') return { kind: 'name', name: 'this', ...span };
  return { kind: 'member', object: lowering.expression(object), property: textOf(last, lowering.text), ...span };
}

function lowerElement(node: Node, span: Span, lowering: Lowering): Expression {
  return { kind: 'index', object: field(node, 'array', lowering), index: field(node, 'index', lowering), ...span };
}

function lowerArray(node: Node, span: Span, lowering: Lowering): Expression {
  const value = node.childForFieldName('value');
  return { kind: 'list', items: value === null ? [] : childrenOf(value, lowering), ...span };
}

function lowerBinary(node: Node, span: Span, lowering: Lowering): Expression {
  const operator = node.childForFieldName('operator')?.type ?? '';
  if (operator === '+') return joinOf(node, lowering);
  return { kind: 'operation', operator, operands: childrenOf(node, lowering), ...span };
}

function lowerUnary(node: Node, span: Span, lowering: Lowering): Expression {
  const operator = node.childForFieldName('operator')?.type ?? '++';
  const operands = childrenOf(node, lowering);
  const [value] = operands;
  if (operator === '-' && value?.kind === 'literal' && typeof value.value === 'number')
    return { kind: 'literal', value: -value.value, ...span };
  return { kind: 'operation', operator, operands, ...span };
}

/** Of a condition that is always the same only the value that is taken is kept. */
function lowerTernary(node: Node, span: Span, lowering: Lowering): Expression {
  const asked = node.childForFieldName('condition');
  const decided = asked === null ? undefined : lowering.decide(asked);
  if (decided !== undefined) return field(node, decided === true ? 'consequence' : 'alternative', lowering);
  const [condition, ...values] = childrenOf(node, lowering);
  return { kind: 'choice', condition, values, ...span };
}

/** A cast to a number ends a text. */
function lowerCast(node: Node, span: Span, lowering: Lowering): Expression {
  const type = typeName(node.childForFieldName('type'), lowering.text);
  const value = field(node, 'value', lowering);
  if (isNumberType(type)) return { kind: 'operation', operator: type ?? '', operands: [value], ...span };
  return { kind: 'wrapped', value, ...(type === undefined ? {} : { type }), ...span };
}

/** `x instanceof String s` also gives s the value of x. */
function lowerInstanceof(node: Node, span: Span, lowering: Lowering): Expression {
  const value = field(node, 'left', lowering);
  const name = node.childForFieldName('name');
  if (name === null) return { kind: 'operation', operator: 'instanceof', operands: [value], ...span };
  const type = typeName(node.childForFieldName('right'), lowering.text);
  const named = textOf(name, lowering.text);
  const target: Target = { kind: 'variable', name: named, ...(type === undefined ? {} : { type }), ...spanOf(name) };
  const bound: Expression = { kind: 'assignment', target, value, ...span };
  return { kind: 'operation', operator: 'instanceof', operands: [bound], ...span };
}

function lowerAssignment(node: Node, span: Span, lowering: Lowering): Expression {
  const target = lowerTarget(node.childForFieldName('left'), lowering);
  const value = field(node, 'right', lowering);
  return target === undefined ? value : { kind: 'assignment', target, value, ...span };
}

/** Where an assignment's value goes. */
export function lowerTarget(node: Node | null, lowering: Lowering): Target | undefined {
  if (node === null) return undefined;
  const place = lowering.expression(node);
  const span = spanOf(node);
  if (place.kind === 'name') return { kind: 'variable', name: place.name, ...span };
  return place.kind === 'member' || place.kind === 'index' ? { kind: 'place', place, ...span } : undefined;
}

/** A switch that gives a value: one of its rules' values, or of what its blocks yield. */
function lowerSwitch(node: Node, span: Span, lowering: Lowering): Expression {
  const subject = node.childForFieldName('condition');
  const body = node.childForFieldName('body');
  const rules = body === null ? [] : partsOf(body);
  const values = rules.flatMap((rule) => partsOf(rule).slice(1)).flatMap((part) => valuesOf(part, lowering));
  return { kind: 'choice', condition: subject === null ? undefined : lowering.expression(subject), values, ...span };
}

function valuesOf(part: Node, lowering: Lowering): readonly Expression[] {
  if (part.type === 'expression_statement' || part.type === 'yield_statement') return childrenOf(part, lowering);
  if (part.type !== 'block') return [];
  return part.descendantsOfType('yield_statement').flatMap((yielded) => childrenOf(yielded, lowering));
}

/** `STR."…\{x}…"`. */
function lowerTemplate(node: Node, span: Span, lowering: Lowering): Expression {
  const tag = field(node, 'template_processor', lowering);
  const text = field(node, 'template_argument', lowering);
  return { kind: 'join', parts: text.kind === 'join' ? text.parts : [text], tag, ...span };
}
