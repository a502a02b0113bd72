import type { Argument, Expression } from '../../program.ts';
import { requiredModule } from './imports.ts';
import { lowerElement } from './jsx.ts';
import { lowerRegex, lowerTemplate, numberValue, stringValue } from './literals.ts';
import { type Lowering, spanOf, textOf } from './lowering.ts';
import { lowerAugmented, lowerBinary } from './operators.ts';
import { lowerRecord } from './records.ts';
import { childIn, type SyntaxNode } from './syntax-node.ts';
import { withFirst } from './usual-types.ts';
import { typeName } from './written-types.ts';

type Lower = (node: SyntaxNode, lowering: Lowering) => Expression;

// What most nodes are is made without a copy of its span: spreading one takes as long as all the rest.
const named: Lower = (node, lowering) => ({
  start: node.start,
  end: node.end,
  kind: 'name',
  name: textOf(node, lowering),
});
const literal =
  (value: boolean | null): Lower =>
  (node) => ({ ...spanOf(node), kind: 'literal', value });
const operation: Lower = (node, lowering) => ({
  ...spanOf(node),
  kind: 'operation',
  operator: operatorOf(node, lowering),
  operands: expressionsIn(node, lowering),
});
const ofFunction: Lower = (node, lowering) => ({
  ...spanOf(node),
  kind: 'function',
  definition: lowering.functionOf(node),
});

/** By type of node; others are kept with their children. */
const KINDS: ReadonlyMap<string, Lower> = new Map(
  Object.entries<Lower>({
    identifier: named,
    this: named,
    super: named,
    meta_property: named,
    jsx_namespace_name: named,
    shorthand_property_identifier: named,
    undefined: literal(null),
    null: literal(null),
    true: literal(true),
    false: literal(false),
    number: (node, lowering) => ({ ...spanOf(node), kind: 'literal', value: numberValue(textOf(node, lowering)) }),
    string: (node, lowering) => ({
      start: node.start,
      end: node.end,
      kind: 'text',
      value: stringValue(node, lowering),
    }),
    template_string: (node, lowering) => lowerTemplate(node, lowering),
    regex: lowerRegex,
    object: lowerRecord,
    array: (node, lowering) => ({ ...spanOf(node), kind: 'list', items: expressionsIn(node, lowering) }),
    binary_expression: lowerBinary,
    augmented_assignment_expression: lowerAugmented,
    assignment_expression: lowerAssignment,
    unary_expression: operation,
    update_expression: operation,
    ternary_expression: lowerTernary,
    member_expression: lowerMember,
    subscript_expression: lowerIndex,
    call_expression: lowerCall,
    new_expression: lowerNew,
    parenthesized_expression: lowerInner,
    spread_element: lowerInner,
    jsx_expression: lowerInner,
    await_expression: lowerWrapped,
    as_expression: lowerWrapped,
    satisfies_expression: lowerWrapped,
    non_null_expression: lowerWrapped,
    type_assertion: (node, lowering) => wrapped(node, node.children.at(-1), lowering),
    arrow_function: ofFunction,
    function_expression: ofFunction,
    generator_function: ofFunction,
    jsx_element: lowerElement,
    jsx_self_closing_element: lowerElement,
  }),
);

const WORDS: Readonly<Record<string, string>> = { yield_expression: 'yield', sequence_expression: 'sequence' };
const NO_EXPRESSIONS = new Set(['type_annotation', 'type_arguments', 'type_parameters', 'jsx_text']);

export function lowerExpression(node: SyntaxNode, lowering: Lowering): Expression {
  const lower = KINDS.get(node.type);
  if (lower !== undefined) return lower(node, lowering);
  const children = expressionsIn(node, lowering);
  return { ...spanOf(node), kind: 'other', word: WORDS[node.type] ?? node.type, children };
}

function expressionsIn(node: SyntaxNode, lowering: Lowering): readonly Expression[] {
  return node.children
    .filter((child) => child.field !== 'operator' && !NO_EXPRESSIONS.has(child.type))
    .map((child) => lowering.expression(child));
}

function operatorOf(node: SyntaxNode, lowering: Lowering): string {
  const operator = childIn(node, 'operator');
  return operator === undefined ? '' : textOf(operator, lowering);
}

function lowerInner(node: SyntaxNode, lowering: Lowering): Expression {
  const inner = node.children[0];
  return inner === undefined ? nothing(node) : lowering.expression(inner);
}

function nothing(node: SyntaxNode): Expression {
  return { ...spanOf(node), kind: 'other', word: node.type, children: [] };
}

function lowerWrapped(node: SyntaxNode, lowering: Lowering): Expression {
  const module = node.type === 'await_expression' ? node.children[0] : undefined;
  const isImport = module?.type === 'call_expression' && requiredModule(module, lowering) !== undefined;
  return isImport ? lowering.expression(module) : wrapped(node, node.children[0], lowering);
}

function wrapped(node: SyntaxNode, inner: SyntaxNode | undefined, lowering: Lowering): Expression {
  if (inner === undefined) return nothing(node);
  const type = writtenType(node, inner, lowering);
  const value = lowering.expression(inner);
  return { ...spanOf(node), kind: 'wrapped', value, ...(type === undefined ? {} : { type }) };
}

function writtenType(node: SyntaxNode, inner: SyntaxNode, lowering: Lowering): string | undefined {
  const written = node.children.find((child) => child !== inner);
  return written === undefined ? undefined : typeName(textOf(written, lowering).replace(/^\s*</, ''));
}

function lowerTernary(node: SyntaxNode, lowering: Lowering): Expression {
  const condition = childIn(node, 'condition');
  const values = [childIn(node, 'consequence'), childIn(node, 'alternative')].filter((value) => value !== undefined);
  return {
    ...spanOf(node),
    kind: 'choice',
    condition: condition === undefined ? undefined : lowering.expression(condition),
    values: values.map((value) => lowering.expression(value)),
  };
}

/** What stands on the global object is a global name. */
const GLOBAL_OBJECTS = new Set(['window', 'globalThis', 'global']);

function lowerMember(node: SyntaxNode, lowering: Lowering): Expression {
  const object = childIn(node, 'object');
  const property = childIn(node, 'property');
  if (object === undefined || property === undefined) return nothing(node);
  const name = textOf(property, lowering);
  if (object.type === 'identifier' && GLOBAL_OBJECTS.has(textOf(object, lowering))) {
    return { ...spanOf(node), kind: 'name', name };
  }
  const lowered = lowering.expression(object);
  if (name === 'default' && lowered.kind === 'name' && lowered.name.startsWith('require(')) return lowered;
  return { start: node.start, end: node.end, kind: 'member', object: lowered, property: name };
}

function lowerIndex(node: SyntaxNode, lowering: Lowering): Expression {
  const object = childIn(node, 'object');
  const index = childIn(node, 'index');
  if (object === undefined || index === undefined) return nothing(node);
  const of = lowering.expression(object);
  if (index.type !== 'string') return { ...spanOf(node), kind: 'index', object: of, index: lowering.expression(index) };
  return { ...spanOf(node), kind: 'member', object: of, property: stringValue(index, lowering) };
}

function lowerCall(node: SyntaxNode, lowering: Lowering): Expression {
  const module = requiredModule(node, lowering);
  if (module !== undefined) return { ...spanOf(node), kind: 'name', name: lowering.imports.inline(module) };
  const callee = childIn(node, 'function');
  const given = childIn(node, 'arguments');
  if (callee === undefined) return nothing(node);
  const called = lowering.expression(callee);
  const [only, another] = given?.children ?? [];
  if (isPromisify(called) && only !== undefined && another === undefined) {
    return { ...spanOf(node), kind: 'wrapped', value: lowering.expression(only) };
  }
  if (given?.type === 'template_string') return lowerTemplate(given, lowering, called);
  const values = given === undefined ? [] : argumentsOf(given, lowering);
  if (called.kind === 'member' && called.property === 'concat' && isText(called.object)) {
    return { ...spanOf(node), kind: 'join', parts: [called.object, ...values.map(({ value }) => value)] };
  }
  const type = eventType(called, values);
  const passed = type === undefined ? values : values.map((value) => withEvent(value, type));
  return { start: node.start, end: node.end, kind: 'call', callee: called, arguments: passed, isNew: false };
}

/**
 * What the first parameter of a handler is: https://socket.io/docs/v4/server-api/#event-connection https://nodejs.org/api/net.html#event-connection
 * https://nodejs.org/api/stream.html#event-data
 */
const EVENTS: ReadonlyMap<string, string> = new Map([
  ['connection', 'socket.io.Socket'],
  ['connect', 'socket.io.Socket'],
  ['data', 'node.Chunk'],
]);

function eventType(called: Expression, [event]: readonly Argument[]): string | undefined {
  if (called.kind !== 'member' || called.property !== 'on' || event?.value.kind !== 'text') return undefined;
  return EVENTS.get(event.value.value);
}

function withEvent(argument: Argument, type: string): Argument {
  const { value } = argument;
  if (value.kind !== 'function') return argument;
  const { definition } = value;
  const parameters = withFirst(definition.parameters, type);
  return { ...argument, value: { ...value, definition: { ...definition, parameters } } };
}

/** `'a'.concat(b)` is `'a' + b`. */
function isText(expression: Expression): boolean {
  return expression.kind === 'text' || (expression.kind === 'join' && expression.tag === undefined);
}

/** The same function with promises (https://nodejs.org/api/util.html#utilpromisifyoriginal). */
function isPromisify(callee: Expression): boolean {
  const name = callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : undefined;
  return name === 'promisify';
}

function lowerNew(node: SyntaxNode, lowering: Lowering): Expression {
  const constructed = childIn(node, 'constructor');
  const given = childIn(node, 'arguments');
  if (constructed === undefined) return nothing(node);
  const values = given === undefined ? [] : argumentsOf(given, lowering);
  return { ...spanOf(node), kind: 'call', callee: lowering.expression(constructed), arguments: values, isNew: true };
}

function argumentsOf(node: SyntaxNode, lowering: Lowering): readonly Argument[] {
  return node.children.map((child) => ({
    name: undefined,
    value: lowering.expression(child),
    isSpread: child.type === 'spread_element',
  }));
}

function lowerAssignment(node: SyntaxNode, lowering: Lowering): Expression {
  const left = childIn(node, 'left');
  const right = childIn(node, 'right');
  if (left === undefined || right === undefined) return nothing(node);
  return { ...spanOf(node), kind: 'assignment', target: lowering.target(left), value: lowering.expression(right) };
}
