import type { Node } from 'web-tree-sitter';
import type { ClassDefinition, FunctionDefinition, Parameter, Statement } from '../../program.ts';
import { withBoundBeans } from './bound-beans.ts';
import { lowerAnnotations, pathExpression } from './calls.ts';
import { type Lowering, partsOf, spanOf, textOf } from './lowering.ts';
import { markedMembers, returnedType } from './responses.ts';
import { typeName } from './types.ts';
import { lowerVariable, lowerVariables } from './variables.ts';

/** Declarations of types: what lowering a statement or a member hands to `lowerClass`. */
export function isTypeDeclaration(node: Node): boolean {
  return /^(?:class|interface|enum|record|annotation_type)_declaration$/.test(node.type);
}

/** A class, interface, enum or record (whose components are fields). */
export function lowerClass(node: Node, lowering: Lowering): Statement {
  const name = node.childForFieldName('name');
  const body = node.childForFieldName('body');
  const components = node.type === 'record_declaration' ? lowerComponents(node, lowering) : [];
  const decorators = lowerAnnotations(node, lowering);
  const members = body === null ? [] : lowering.members(body);
  const definition: ClassDefinition = {
    ...spanOf(node),
    name: name === null ? undefined : textOf(name, lowering.text),
    bases: basesOf(node, lowering.text).map((type) => pathExpression(typeName(type, lowering.text) ?? '?', type)),
    decorators,
    body: [...components, ...withBoundBeans(markedMembers(members, decorators), lowering.imports)],
  };
  return { kind: 'class', definition, ...spanOf(node) };
}

function basesOf(node: Node, text: string): readonly Node[] {
  return partsOf(node)
    .filter(
      (part) => part.type === 'superclass' || part.type === 'super_interfaces' || part.type === 'extends_interfaces',
    )
    .flatMap(partsOf)
    .flatMap((part) => (part.type === 'type_list' ? partsOf(part) : [part]))
    .filter((part) => typeName(part, text) !== undefined);
}

function lowerComponents(node: Node, lowering: Lowering): readonly Statement[] {
  return lowerParameters(node.childForFieldName('parameters'), lowering).map(({ target, start, end }) => ({
    kind: 'assign',
    target,
    value: undefined,
    grows: false,
    start,
    end,
  }));
}

/** One member of a class as statements: fields, methods, constructors, initializers, inner types. */
export function lowerMember(node: Node, lowering: Lowering): readonly Statement[] {
  const span = spanOf(node);
  switch (node.type) {
    case 'field_declaration':
    case 'constant_declaration':
      return lowerVariables(node, lowering);
    case 'method_declaration':
    case 'constructor_declaration':
    case 'compact_constructor_declaration':
      return [{ kind: 'function', definition: lowerMethod(node, lowering), ...span }];
    case 'static_initializer':
      return lowering.statements(partsOf(node));
    case 'block':
      return lowering.statements([node]);
    case 'enum_constant':
      return lowerVariable(node, undefined, lowering);
    case 'enum_body_declarations':
    case 'ERROR':
      return partsOf(node).flatMap((part) => lowerMember(part, lowering));
    default:
      return isTypeDeclaration(node) ? [lowerClass(node, lowering)] : [];
  }
}

function lowerMethod(node: Node, lowering: Lowering): FunctionDefinition {
  const name = node.childForFieldName('name');
  const body = node.childForFieldName('body');
  const returns = returnedType(node.childForFieldName('type'), lowering.text);
  return {
    ...spanOf(node),
    name: name === null ? undefined : textOf(name, lowering.text),
    head: { start: name?.startIndex ?? node.startIndex, end: body?.startIndex ?? node.endIndex },
    parameters: lowerParameters(node.childForFieldName('parameters'), lowering),
    decorators: lowerAnnotations(node, lowering),
    ...(returns === undefined ? {} : { returns }),
    body: body === null ? [] : lowering.fields.inMethod(node, () => lowering.statements(partsOf(body))),
    exported: /\bpublic\b/.test(lowering.text.slice(node.startIndex, name?.startIndex ?? node.startIndex)),
  };
}

/** `x -> …`, `(a, b) -> {…}`, `(T a) -> …`; an expression as body is what it returns. */
export function lowerLambda(node: Node, lowering: Lowering): FunctionDefinition {
  const parameters = node.childForFieldName('parameters');
  const body = node.childForFieldName('body');
  const span = spanOf(node);
  return {
    ...span,
    name: undefined,
    head: { start: node.startIndex, end: parameters?.endIndex ?? node.startIndex },
    parameters: lowerParameters(parameters, lowering),
    decorators: [],
    body: body === null ? [] : lambdaBody(body, lowering),
    exported: false,
  };
}

function lambdaBody(body: Node, lowering: Lowering): readonly Statement[] {
  if (body.type === 'block') return lowering.statements(partsOf(body));
  return [{ kind: 'return', value: lowering.expression(body), ...spanOf(body) }];
}

function lowerParameters(list: Node | null, lowering: Lowering): readonly Parameter[] {
  if (list === null) return [];
  if (list.type === 'identifier') return [untyped(list, lowering)];
  return partsOf(list).flatMap((part) => {
    if (part.type === 'identifier') return [untyped(part, lowering)];
    return part.type === 'receiver_parameter' ? [] : [lowerParameter(part, lowering)];
  });
}

function untyped(node: Node, lowering: Lowering): Parameter {
  const span = spanOf(node);
  return { target: { kind: 'variable', name: textOf(node, lowering.text), ...span }, decorators: [], ...span };
}

/** What a method of a file about responses is given to write to is the response's: the types that rules know for it. */
function writerType(type: string | undefined, { isWeb }: Lowering): string | undefined {
  if (!isWeb || type === undefined) return type;
  if (/^(?:PrintWriter|Writer|JspWriter)$/.test(type)) return 'java.io.ResponseWriter';
  return type === 'ServletOutputStream' ? 'java.io.ResponseStream' : type;
}

/** A parameter with its annotations; `T... x` is an array. */
function lowerParameter(node: Node, lowering: Lowering): Parameter {
  const isSpread = node.type === 'spread_parameter';
  const declarator = isSpread ? partsOf(node).find((part) => part.type === 'variable_declarator') : undefined;
  const name = (declarator ?? node).childForFieldName('name');
  const written = isSpread ? partsOf(node).find((part) => !/annotation|modifiers|declarator/.test(part.type)) : null;
  const simple = typeName(written ?? node.childForFieldName('type'), lowering.text);
  const type = simple !== undefined && isSpread ? `${simple}[]` : writerType(simple, lowering);
  const typed = type === undefined ? {} : { type };
  const named = name === null ? '_' : textOf(name, lowering.text);
  return {
    target: { kind: 'variable', name: named, ...typed, ...spanOf(name ?? node) },
    decorators: lowerAnnotations(node, lowering),
    ...typed,
    ...(isSpread ? { collects: 'items' as const } : {}),
    ...spanOf(node),
  };
}
