import type { Argument, Entry, Expression } from '../../program.ts';
import { comprehension } from './comprehensions.ts';
import { braceFormat } from './formatting.ts';
import { indirectCall } from './indirect-calls.ts';
import { type Lowering, other, spanOf, textOf } from './lowering.ts';
import { binary, boolean, comparison, conditional, unary } from './operators.ts';
import { lowerParameters } from './parameters.ts';
import { concatenated, lowerString } from './strings.ts';
import { childIn, type SyntaxNode } from './syntax-node.ts';
import { lowerTarget } from './targets.ts';

type Rule = (node: SyntaxNode, lowering: Lowering) => Expression;

const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['identifier', (node, lowering) => ({ kind: 'name', name: textOf(lowering, node), ...spanOf(node) })],
  ['dotted_name', dottedName],
  ['true', (node) => ({ kind: 'literal', value: true, ...spanOf(node) })],
  ['false', (node) => ({ kind: 'literal', value: false, ...spanOf(node) })],
  ['none', (node) => ({ kind: 'literal', value: null, ...spanOf(node) })],
  ['integer', numberLiteral],
  ['float', numberLiteral],
  ['string', lowerString],
  ['concatenated_string', concatenated],
  ['attribute', attribute],
  ['subscript', subscript],
  ['call', call],
  ['list', list],
  ['tuple', list],
  ['set', list],
  ['expression_list', list],
  ['pattern_list', list],
  ['dictionary', dictionary],
  ['list_comprehension', comprehension],
  ['set_comprehension', comprehension],
  ['dictionary_comprehension', comprehension],
  ['generator_expression', comprehension],
  ['binary_operator', binary],
  ['boolean_operator', boolean],
  ['conditional_expression', conditional],
  ['comparison_operator', comparison],
  ['not_operator', unary],
  ['unary_operator', unary],
  ['parenthesized_expression', inner],
  ['list_splat', inner],
  ['dictionary_splat', inner],
  ['parenthesized_list_splat', inner],
  ['await', (node, lowering) => ({ kind: 'wrapped', value: inner(node, lowering), ...spanOf(node) })],
  ['lambda', lambda],
  ['named_expression', namedExpression],
  ['assignment', assignment],
  ['augmented_assignment', assignment],
]);

/** One expression; what is not known becomes `other` with its children. */
export function lowerExpression(node: SyntaxNode, lowering: Lowering): Expression {
  const rule = RULES.get(node.type);
  return rule === undefined ? unknown(node, lowering) : rule(node, lowering);
}

function unknown(node: SyntaxNode, lowering: Lowering): Expression {
  return other(
    node,
    node.type,
    node.children.map((child) => lowering.expression(child)),
  );
}

function inner(node: SyntaxNode, lowering: Lowering): Expression {
  const [child] = node.children;
  return child === undefined ? other(node, node.type, []) : lowering.expression(child);
}

function dottedName(node: SyntaxNode, lowering: Lowering): Expression {
  const [first = '', ...rest] = textOf(lowering, node).split('.');
  const start: Expression = { kind: 'name', name: first.trim(), ...spanOf(node) };
  return rest.reduce<Expression>(
    (object, property) => ({ kind: 'member', object, property: property.trim(), ...spanOf(node) }),
    start,
  );
}

function numberLiteral(node: SyntaxNode, lowering: Lowering): Expression {
  const text = textOf(lowering, node).replaceAll('_', '');
  const value = Number(/^0\d+$/.test(text) ? `0o${text.replace(/^0+/, '') || '0'}` : text);
  return Number.isNaN(value) ? other(node, 'number', []) : { kind: 'literal', value, ...spanOf(node) };
}

function attribute(node: SyntaxNode, lowering: Lowering): Expression {
  const object = childIn(node, 'object');
  const property = childIn(node, 'attribute');
  if (object === undefined || property === undefined) return unknown(node, lowering);
  const holder = lowering.expression(object);
  const name = textOf(lowering, property);
  return lastPart(node, holder, name) ?? { kind: 'member', object: holder, property: name, ...spanOf(node) };
}

/** `Path(x).name` is `os.path.basename(Path(x))`: https://docs.python.org/3/library/pathlib.html#pathlib.PurePath.name */
function lastPart(node: SyntaxNode, holder: Expression, property: string): Expression | undefined {
  if (!/^(?:name|stem|suffix)$/.test(property) || holder.kind !== 'call') return undefined;
  const { callee } = holder;
  const made = callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : '';
  if (!/^(?:Pure)?(?:Posix|Windows)?Path$/.test(made)) return undefined;
  const os = { kind: 'name', name: 'os', ...spanOf(node) } as const;
  const path = { kind: 'member', object: os, property: 'path', ...spanOf(node) } as const;
  return {
    kind: 'call',
    callee: { kind: 'member', object: path, property: 'basename', ...spanOf(node) },
    arguments: [{ name: undefined, value: holder, isSpread: false }],
    isNew: false,
    ...spanOf(node),
  };
}

function subscript(node: SyntaxNode, lowering: Lowering): Expression {
  const [object, first, ...others] = node.children;
  if (object === undefined || first === undefined) return unknown(node, lowering);
  const place = lowering.expression(first);
  const index =
    others.length === 0 ? place : other(first, 'slice', [place, ...others.map((one) => lowering.expression(one))]);
  const holder = lowering.expression(object);
  return isNamespace(holder) ? lookUp(node, holder, index) : { kind: 'index', object: holder, index, ...spanOf(node) };
}

/** What the names of a program stand for: `globals()`, `locals()`, `f.__globals__`. */
function isNamespace(holder: Expression): boolean {
  if (holder.kind === 'member') return holder.property === '__globals__';
  return (
    holder.kind === 'call' &&
    holder.callee.kind === 'name' &&
    holder.arguments.length === 0 &&
    /^(?:globals|locals)$/.test(holder.callee.name)
  );
}

/** `globals()[name]` is `globals(name)`, so that rules can name it. */
function lookUp(node: SyntaxNode, holder: Expression, name: Expression): Expression {
  return {
    kind: 'call',
    callee: holder.kind === 'call' ? holder.callee : holder,
    arguments: [{ name: undefined, value: name, isSpread: false }],
    isNew: false,
    ...spanOf(node),
  };
}

function call(node: SyntaxNode, lowering: Lowering): Expression {
  const callee = childIn(node, 'function');
  const given = childIn(node, 'arguments');
  if (callee === undefined || given === undefined) return unknown(node, lowering);
  const called = lowering.expression(callee);
  const values = argumentsOf(given, lowering);
  const reflected = reflection(node, called, values);
  if (reflected !== undefined) return reflected;
  const indirect = indirectCall(node, called, values);
  if (indirect !== undefined) return indirect;
  const isText = called.kind === 'member' && (called.object.kind === 'text' || called.object.kind === 'join');
  if (isText && called.property === 'format') return braceFormat(node, called.object, values);
  if (isText && called.property === 'format_map')
    return braceFormat(
      node,
      called.object,
      values.map((value) => ({ ...value, isSpread: true })),
    );
  return { kind: 'call', callee: called, arguments: values, isNew: false, ...spanOf(node) };
}

/** `getattr(os, "system")` is `os.system`, and `__import__("os")` is `os`. */
function reflection(node: SyntaxNode, called: Expression, values: readonly Argument[]): Expression | undefined {
  const [first, second] = values.map(({ value }) => value);
  if (called.kind !== 'name' || first === undefined) return undefined;
  if (called.name === 'getattr' && second?.kind === 'text' && values.length === 2) {
    return { kind: 'member', object: first, property: second.value, ...spanOf(node) };
  }
  const isModule = called.name === '__import__' && first.kind === 'text' && /^\w+$/.test(first.value);
  return isModule ? { kind: 'name', name: first.value, ...spanOf(node) } : undefined;
}

/** The arguments of a call or a class: positional ones, keywords and spreads. */
export function argumentsOf(node: SyntaxNode, lowering: Lowering): readonly Argument[] {
  if (node.type === 'generator_expression') {
    return [{ name: undefined, value: lowering.expression(node), isSpread: false }];
  }
  return node.children.map((child) => {
    const name = childIn(child, 'name');
    const value = childIn(child, 'value');
    if (child.type === 'keyword_argument' && name !== undefined && value !== undefined) {
      return { name: textOf(lowering, name), value: lowering.expression(value), isSpread: false };
    }
    const isSpread = child.type === 'list_splat' || child.type === 'dictionary_splat';
    return { name: undefined, value: lowering.expression(child), isSpread };
  });
}

function list(node: SyntaxNode, lowering: Lowering): Expression {
  return { kind: 'list', items: node.children.map((child) => lowering.expression(child)), ...spanOf(node) };
}

function dictionary(node: SyntaxNode, lowering: Lowering): Expression {
  const entries = node.children.map((child) => entryOf(child, lowering));
  return { kind: 'record', entries, ...spanOf(node) };
}

function entryOf(node: SyntaxNode, lowering: Lowering): Entry {
  const keyNode = childIn(node, 'key');
  const valueNode = childIn(node, 'value');
  if (keyNode === undefined || valueNode === undefined) {
    return { key: undefined, keySpan: spanOf(node), value: lowering.expression(node) };
  }
  const key = lowering.expression(keyNode);
  const value = lowering.expression(valueNode);
  if (key.kind === 'text' || key.kind === 'literal') return { key: String(key.value), keySpan: spanOf(key), value };
  const holdsMore = key.kind !== 'name' && key.kind !== 'member';
  return { key: undefined, keySpan: spanOf(key), value: holdsMore ? other(node, 'pair', [key, value]) : value };
}

function lambda(node: SyntaxNode, lowering: Lowering): Expression {
  const body = childIn(node, 'body');
  const parameters = childIn(node, 'parameters');
  const value = body === undefined ? undefined : lowering.expression(body);
  const span = spanOf(node);
  return {
    kind: 'function',
    definition: {
      name: undefined,
      head: { start: node.start, end: Math.min(node.end, node.start + 'lambda'.length) },
      parameters: parameters === undefined ? [] : lowerParameters(parameters, lowering),
      decorators: [],
      body: [{ kind: 'return', value, ...spanOf(value ?? node) }],
      exported: false,
      ...span,
    },
    ...span,
  };
}

function namedExpression(node: SyntaxNode, lowering: Lowering): Expression {
  return assigning(node, childIn(node, 'name'), childIn(node, 'value'), lowering);
}

/** An assignment inside another one: `a = b = c`. */
function assignment(node: SyntaxNode, lowering: Lowering): Expression {
  return assigning(node, childIn(node, 'left'), childIn(node, 'right'), lowering);
}

function assigning(
  node: SyntaxNode,
  left: SyntaxNode | undefined,
  right: SyntaxNode | undefined,
  lowering: Lowering,
): Expression {
  const target = left === undefined ? undefined : lowerTarget(left, lowering);
  if (target === undefined || right === undefined) return unknown(node, lowering);
  return { kind: 'assignment', target, value: lowering.expression(right), ...spanOf(node) };
}
