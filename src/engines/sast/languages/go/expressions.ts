import type { Node } from 'web-tree-sitter';
import type { Argument, Expression, Span } from '../../program.ts';
import { lowerFunction } from './functions.ts';
import { lowerComposite, lowerNumber, lowerText } from './literals.ts';
import { type Lowering, partsOf, textOf } from './lowering.ts';
import { isNumberType, typeName } from './types.ts';

/** One expression; what has no counterpart becomes `other` with its children. */
export function lowerExpression(node: Node, lowering: Lowering): Expression {
  const span = { start: node.startIndex, end: node.endIndex };
  switch (node.type) {
    case 'identifier': {
      const name = textOf(node, lowering.text);
      return { kind: 'name', name: lowering.isReceiver(name) ? 'this' : name, ...span };
    }
    case 'type_identifier':
    case 'field_identifier':
    case 'package_identifier':
    case 'iota':
      return { kind: 'name', name: textOf(node, lowering.text), ...span };
    case 'interpreted_string_literal':
    case 'raw_string_literal':
    case 'rune_literal':
      return lowerText(node, lowering.text);
    case 'int_literal':
    case 'float_literal':
      return lowerNumber(node, lowering.text);
    case 'true':
    case 'false':
      return { kind: 'literal', value: node.type === 'true', ...span };
    case 'nil':
      return { kind: 'literal', value: null, ...span };
    case 'composite_literal':
      return lowerComposite(node, lowering);
    case 'func_literal':
      return { kind: 'function', definition: lowerFunction(node, lowering), ...span };
    default:
      return lowerOperation(node, span, lowering);
  }
}

function lowerOperation(node: Node, span: Span, lowering: Lowering): Expression {
  switch (node.type) {
    case 'parenthesized_expression':
    case 'literal_element':
    case 'variadic_argument':
      return only(node, span, lowering);
    case 'selector_expression':
    case 'qualified_type':
      return lowerSelector(node, span, lowering);
    case 'index_expression':
      return lowerIndex(node, span, lowering);
    case 'slice_expression':
      return lowerSlice(node, span, lowering);
    case 'call_expression':
      return lowerCall(node, span, lowering);
    case 'type_assertion_expression':
    case 'type_conversion_expression':
      return lowerConversion(node, span, lowering);
    case 'type_instantiation_expression':
      return only(node, span, lowering);
    case 'unary_expression':
      return lowerUnary(node, span, lowering);
    case 'binary_expression':
      return lowerBinary(node, span, lowering);
    default:
      return { kind: 'other', word: node.type, children: childrenOf(node, lowering), ...span };
  }
}

function childrenOf(node: Node, lowering: Lowering): readonly Expression[] {
  return partsOf(node).map((child) => lowering.expression(child));
}

/** The first part's value, in the place of the whole. */
function only(node: Node, span: Span, lowering: Lowering): Expression {
  const inner = partsOf(node)[0];
  return inner === undefined ? { kind: 'other', word: node.type, children: [], ...span } : lowering.expression(inner);
}

function field(node: Node, name: string, lowering: Lowering): Expression {
  const child = node.childForFieldName(name);
  if (child !== null) return lowering.expression(child);
  return { kind: 'other', word: 'missing', children: [], start: node.startIndex, end: node.endIndex };
}

function lowerSelector(node: Node, span: Span, lowering: Lowering): Expression {
  const [object, property] = partsOf(node);
  if (object === undefined || property === undefined) return only(node, span, lowering);
  return { kind: 'member', object: lowering.expression(object), property: textOf(property, lowering.text), ...span };
}

function lowerIndex(node: Node, span: Span, lowering: Lowering): Expression {
  return { kind: 'index', object: field(node, 'operand', lowering), index: field(node, 'index', lowering), ...span };
}

/** `x[a:b]` is part of x; the bounds are looked at, and are not its text. */
function lowerSlice(node: Node, span: Span, lowering: Lowering): Expression {
  const [value, ...bounds] = childrenOf(node, lowering);
  if (value === undefined) return { kind: 'other', word: 'slice', children: [], ...span };
  if (bounds.length === 0) return { kind: 'other', word: 'slice', children: [value], ...span };
  const limits: Expression = { kind: 'operation', operator: ':', operands: bounds, ...span };
  return { kind: 'other', word: 'slice', children: [value, limits], ...span };
}

function lowerCall(node: Node, span: Span, lowering: Lowering): Expression {
  const [called] = partsOf(node);
  const list = node.childForFieldName('arguments');
  if (called === undefined || list === null) return only(node, span, lowering);
  const parts = partsOf(list);
  if (called.type === 'identifier') {
    const builtin = lowerBuiltin(textOf(called, lowering.text), parts, span, lowering);
    if (builtin !== undefined) return builtin;
  }
  const callee = lowering.expression(called);
  return { kind: 'call', callee, arguments: parts.map(argument), isNew: false, ...span };

  function argument(part: Node): Argument {
    return { name: undefined, value: lowering.expression(part), isSpread: part.type === 'variadic_argument' };
  }
}

/** Conversions (`string(x)` keeps a text, `int(x)` does not), `new` and `make`; `undefined` for other calls. */
function lowerBuiltin(name: string, parts: readonly Node[], span: Span, lowering: Lowering): Expression | undefined {
  const [first, ...rest] = parts;
  if (first === undefined) return undefined;
  if (name === 'string' && rest.length === 0)
    return { kind: 'wrapped', value: lowering.expression(first), type: name, ...span };
  if (isNumberType(name)) return { kind: 'operation', operator: name, operands: [lowering.expression(first)], ...span };
  if (name === 'new') {
    const type = typeName(first, lowering.text);
    return { kind: 'record', entries: [], ...(type === undefined ? {} : { type }), ...span };
  }
  if (name === 'make') {
    const sizes = rest.map((size) => lowering.expression(size));
    return {
      kind: 'other',
      word: 'make',
      children: [{ kind: 'operation', operator: 'make', operands: sizes, ...span }],
      ...span,
    };
  }
  return undefined;
}

/** `x.(T)`, `[]byte(x)`, and what the grammar takes for a conversion: the generic call `f[T](x)`. */
function lowerConversion(node: Node, span: Span, lowering: Lowering): Expression {
  const written = node.childForFieldName('type');
  if (written?.type === 'generic_type') return lowerGenericCall(written, node, span, lowering);
  const type = typeName(written, lowering.text);
  const value = field(node, 'operand', lowering);
  if (isNumberType(type)) return { kind: 'operation', operator: type ?? '', operands: [value], ...span };
  return { kind: 'wrapped', value, ...(type === undefined ? {} : { type }), ...span };
}

function lowerGenericCall(called: Node, node: Node, span: Span, lowering: Lowering): Expression {
  const given = [{ name: undefined, value: field(node, 'operand', lowering), isSpread: false }];
  return { kind: 'call', callee: field(called, 'type', lowering), arguments: given, isNew: false, ...span };
}

function lowerUnary(node: Node, span: Span, lowering: Lowering): Expression {
  const operator = lowering.text[node.startIndex] ?? '';
  const value = field(node, 'operand', lowering);
  if (operator === '&' && value.kind === 'record') return { ...value, ...span };
  if (operator === '&' || operator === '*' || operator === '<') return { kind: 'wrapped', value, ...span };
  if (operator === '-' && value.kind === 'literal' && typeof value.value === 'number')
    return { kind: 'literal', value: -value.value, ...span };
  return { kind: 'operation', operator, operands: [value], ...span };
}

/** `+` of anything but numbers joins texts; a long chain leans to the left and is walked without recursion. */
function lowerBinary(node: Node, span: Span, lowering: Lowering): Expression {
  const operator = operatorOf(node);
  if (operator !== '+') return { kind: 'operation', operator, operands: childrenOf(node, lowering), ...span };
  const parts: Expression[] = [];
  let left = node;
  while (left.type === 'binary_expression' && operatorOf(left) === '+') {
    const [next, right] = partsOf(left);
    if (next === undefined || right === undefined) break;
    parts.push(lowering.expression(right));
    left = next;
  }
  parts.push(lowering.expression(left));
  parts.reverse();
  if (parts.every((part) => part.kind === 'literal')) return { kind: 'operation', operator, operands: parts, ...span };
  return { kind: 'join', parts, ...span };
}

function operatorOf(node: Node): string {
  return node.childForFieldName('operator')?.type ?? '';
}
