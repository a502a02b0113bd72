import type { Expression, FunctionDefinition, Parameter, Statement } from '../../program.ts';
import { type Lowering, type Naming, spanOf, textOf } from './lowering.ts';
import { childIn, type SyntaxNode } from './syntax-node.ts';
import { keyName } from './targets.ts';
import { asServerAction, withUsualTypes } from './usual-types.ts';
import { annotatedType } from './written-types.ts';

/** Functions of all kinds: declarations, expressions, arrows, methods. */
export function lowerFunction(node: SyntaxNode, lowering: Lowering, naming: Naming = {}): FunctionDefinition {
  const name = keyName(childIn(node, 'name'), lowering) ?? naming.name;
  const body = childIn(node, 'body');
  const returns = annotatedType(node, lowering, 'return_type');
  return {
    ...spanOf(node),
    name,
    head: { start: node.start, end: Math.max(node.start, body?.start ?? node.end) },
    parameters: isServerAction(body, naming, lowering)
      ? asServerAction(parametersOf(node, name, lowering))
      : parametersOf(node, name, lowering),
    decorators: decoratorsOf(node, lowering, naming.decorators),
    ...(returns === undefined ? {} : { returns }),
    body: bodyOf(body, lowering),
    exported: naming.exported ?? false,
  };
}

const DIRECTIVE = /^['"]use server['"]/;

/** A function with the directive, or an exported one of a file that begins with it. */
function isServerAction(body: SyntaxNode | undefined, { exported }: Naming, lowering: Lowering): boolean {
  if (exported === true && lowering.hasServerActions) return true;
  const first = body?.type === 'statement_block' ? body.children[0] : undefined;
  return first !== undefined && DIRECTIVE.test(textOf(first, lowering));
}

/** Decorators that stand in a node, and those that were written before it. */
export function decoratorsOf(
  node: SyntaxNode,
  lowering: Lowering,
  before: readonly SyntaxNode[] = [],
): readonly Expression[] {
  const all = [...before, ...node.children.filter((child) => child.type === 'decorator')];
  return all.flatMap((decorator) => decorator.children.slice(0, 1)).map((inner) => lowering.expression(inner));
}

function bodyOf(body: SyntaxNode | undefined, lowering: Lowering): readonly Statement[] {
  if (body === undefined) return [];
  if (body.type === 'statement_block') return lowering.statements(body.children);
  return [{ ...spanOf(body), kind: 'return', value: lowering.expression(body) }];
}

function parametersOf(node: SyntaxNode, name: string | undefined, lowering: Lowering): readonly Parameter[] {
  const single = childIn(node, 'parameter');
  const all = single === undefined ? (childIn(node, 'parameters')?.children ?? []) : [single];
  const parameters = all
    .filter((child) => child.type !== 'decorator' && childIn(child, 'pattern')?.type !== 'this')
    .map((child) => parameterOf(child, lowering));
  return withUsualTypes(parameters, name);
}

/** TypeScript wraps a parameter into a node of its own, JavaScript does not. */
function parameterOf(node: SyntaxNode, lowering: Lowering): Parameter {
  const isTyped = node.type === 'required_parameter' || node.type === 'optional_parameter';
  const pattern = (isTyped ? (childIn(node, 'pattern') ?? childIn(node, 'name')) : undefined) ?? node;
  const value = childIn(node, isTyped ? 'value' : 'right');
  const type = isTyped ? annotatedType(node, lowering) : undefined;
  return {
    ...spanOf(node),
    target: lowering.target(pattern, type),
    decorators: decoratorsOf(node, lowering),
    ...(type === undefined ? {} : { type }),
    ...(value === undefined ? {} : { default: lowering.expression(value) }),
    ...(pattern.type === 'rest_pattern' ? { collects: 'items' } : {}),
  };
}

const MODIFIERS = new Set(['accessibility_modifier', 'override_modifier', 'readonly']);

/** `constructor(private http: Http)` declares a field too (TypeScript handbook, parameter properties). */
export function parameterProperties(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  return (childIn(node, 'parameters')?.children ?? [])
    .filter(
      (child) => child.children.some((part) => MODIFIERS.has(part.type)) || /^readonly\s/.test(textOf(child, lowering)),
    )
    .flatMap((child) => {
      const pattern = childIn(child, 'pattern');
      if (pattern?.type !== 'identifier') return [];
      const target = lowering.target(pattern, annotatedType(child, lowering));
      return [{ ...spanOf(child), kind: 'assign', target, value: undefined, grows: false } as const];
    });
}
