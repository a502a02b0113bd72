import type { Node } from 'web-tree-sitter';
import type { Argument, Expression, Statement } from '../../program.ts';
import { type Lowering, partsOf, spanOf, textOf } from './lowering.ts';
import { typeName } from './types.ts';

/** `f(x)`, `o.f(x)`, `super.f(x)`. */
export function lowerInvocation(node: Node, lowering: Lowering): Expression {
  const name = node.childForFieldName('name');
  const object = node.childForFieldName('object');
  const property = name === null ? '' : textOf(name, lowering.text);
  const head = { start: node.startIndex, end: name?.endIndex ?? node.endIndex };
  const held = object === null ? undefined : lowering.expression(object);
  const callee: Expression =
    held === undefined
      ? { kind: 'name', name: property, ...head }
      : held.kind === 'name' && runsFunction(held.name, property, lowering)
        ? held
        : { kind: 'member', object: held, property, ...head };
  const given = lowerArguments(node, lowering);
  const items = given.map(({ value }) => value);
  const request = requestReadBy(property, held, items, lowering);
  if (request !== undefined) {
    const read: Expression = {
      kind: 'member',
      object: { kind: 'name', name: request, ...head },
      property: 'getParameter',
      ...head,
    };
    return { kind: 'call', callee: read, arguments: given, isNew: false, ...spanOf(node) };
  }
  if (isListOf(object, property, items, lowering)) return { kind: 'list', items, ...spanOf(node) };
  return { kind: 'call', callee, arguments: given, isNew: false, ...spanOf(node) };
}

/** The request that a helper of another file reads a part of: the call is one of the request then. */
function requestReadBy(
  method: string,
  object: Expression | undefined,
  given: readonly Expression[],
  { requests }: Lowering,
): string | undefined {
  const names = given.flatMap((value) => (value.kind === 'name' ? [value.name] : []));
  const made = object?.kind === 'call' && object.isNew ? object.arguments.map(({ value }) => value) : [];
  const wrapped = made.flatMap((value) => (value.kind === 'name' ? [value.name] : []));
  return requests.readBy(method, object?.kind === 'name' ? object.name : undefined, [...names, ...wrapped]);
}

/** The one method of the interfaces that a lambda is: https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/util/function/package-summary.html */
const RUNS = /^(?:apply|applyAs\w+|accept|test|get|getAs\w+|run|call)$/;

/** `f.apply(x)` of a local variable that is declared as a function. */
function runsFunction(name: string, method: string, { functionNames }: Lowering): boolean {
  return RUNS.test(method) && functionNames.has(name);
}

/** `Arrays.asList(a, b)`, `List.of(a, b)`: of one variable alone it may be an array's elements. */
function isListOf(object: Node | null, property: string, items: readonly Expression[], lowering: Lowering): boolean {
  if (object === null || !/^(?:asList|of)$/.test(property)) return false;
  const isCertain = items.length > 1 || items[0]?.kind === 'text';
  return (
    isCertain && /^(?:java\.util\.)?(?:Arrays\.asList|List\.of)$/.test(`${textOf(object, lowering.text)}.${property}`)
  );
}

/** A list that has no elements yet. */
const EMPTY_LIST = /^(?:java\.util\.)?(?:ArrayList|LinkedList|Vector|Stack)$/;

/** `new T(…)`; with a body (`new T() {…}`) it is `other` that holds the call and the body's functions. */
export function lowerCreation(node: Node, lowering: Lowering): Expression {
  const type = node.childForFieldName('type');
  const span = spanOf(node);
  const named = typeName(type, lowering.text) ?? '?';
  const callee = pathExpression(named, type ?? node);
  const call = { kind: 'call' as const, callee, arguments: lowerArguments(node, lowering), isNew: true, ...span };
  const body = partsOf(node).find((part) => part.type === 'class_body');
  if (body === undefined) {
    const isEmptyList = EMPTY_LIST.test(named) && call.arguments.length === 0;
    return isEmptyList ? { kind: 'list', items: [], ...span } : call;
  }
  return { kind: 'other', word: 'anonymous-class', children: [call, ...functionsOf(lowering.members(body))], ...span };
}

function functionsOf(members: readonly Statement[]): readonly Expression[] {
  return members.flatMap((member): readonly Expression[] => {
    const span = { start: member.start, end: member.end };
    if (member.kind === 'function') return [{ kind: 'function', definition: member.definition, ...span }];
    return member.kind === 'assign' && member.value !== undefined ? [member.value] : [];
  });
}

export function lowerArguments(node: Node, lowering: Lowering): readonly Argument[] {
  const list = node.childForFieldName('arguments');
  if (list === null) return [];
  return partsOf(list).map((part) => ({ name: undefined, value: lowering.expression(part), isSpread: false }));
}

/** A written type or package path as names: `java.util.Random`. */
export function pathExpression(path: string, place: Node): Expression {
  const span = spanOf(place);
  const [first = '?', ...rest] = path.split('.');
  return rest.reduce<Expression>((object, property) => ({ kind: 'member', object, property, ...span }), {
    kind: 'name',
    name: first,
    ...span,
  });
}

/** The annotations of a declaration: a name, or a call whose elements are named arguments. */
export function lowerAnnotations(node: Node, lowering: Lowering): readonly Expression[] {
  const modifiers = partsOf(node).filter((part) => part.type === 'modifiers');
  return modifiers
    .flatMap(partsOf)
    .filter((part) => part.type.endsWith('annotation'))
    .map((annotation) => lowerAnnotation(annotation, lowering));
}

export function lowerAnnotation(node: Node, lowering: Lowering): Expression {
  const name = node.childForFieldName('name');
  const callee = pathExpression(name === null ? '?' : textOf(name, lowering.text), name ?? node);
  const list = node.childForFieldName('arguments');
  if (list === null) return callee;
  const given = partsOf(list).map((part): Argument => {
    const key = part.type === 'element_value_pair' ? part.childForFieldName('key') : null;
    const value = key === null ? part : (part.childForFieldName('value') ?? part);
    const keyword = key === null ? undefined : textOf(key, lowering.text);
    return { name: keyword, value: lowering.expression(value), isSpread: false };
  });
  return { kind: 'call', callee, arguments: given, isNew: false, ...spanOf(node) };
}
