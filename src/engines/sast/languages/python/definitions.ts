import type { ClassDefinition, Expression, FunctionDefinition, Parameter, Statement } from '../../program.ts';
import { isExported, type Lowering, spanOf, textOf } from './lowering.ts';
import { lowerParameters } from './parameters.ts';
import { routeConversions } from './route-types.ts';
import { childIn, type SyntaxNode } from './syntax-node.ts';
import { writtenType } from './types.ts';

/** A `def`, with or without `async`. */
export function functionStatement(node: SyntaxNode, decorators: readonly Expression[], lowering: Lowering): Statement {
  return { kind: 'function', definition: functionDefinition(node, decorators, lowering), ...spanOf(node) };
}

function functionDefinition(
  node: SyntaxNode,
  decorators: readonly Expression[],
  lowering: Lowering,
): FunctionDefinition {
  const named = childIn(node, 'name');
  const name = named === undefined ? undefined : textOf(lowering, named);
  const parameters = childIn(node, 'parameters');
  const returns = childIn(node, 'return_type');
  const written = returns === undefined ? undefined : writtenType(textOf(lowering, returns));
  const asWritten = parameters === undefined ? [] : lowerParameters(parameters, lowering);
  const lowered = isRoute(decorators) ? asWritten.map(withAnyType).map(withBody) : asWritten;
  return {
    name,
    head: spanOf(named ?? node),
    parameters: lowered,
    decorators,
    ...(written === undefined ? {} : { returns: written }),
    body: [...routeConversions(lowered, decorators), ...bodyOf(node, lowering)],
    exported: name !== undefined && isExported(name),
    ...spanOf(node),
  };
}

const ROUTES = /^(?:get|post|put|patch|delete|route|api_route|websocket)$/;

function isRoute(decorators: readonly Expression[]): boolean {
  return decorators.some(
    (one) => one.kind === 'call' && one.callee.kind === 'member' && ROUTES.test(one.callee.property),
  );
}

/** A route's parameter without a type is any text: https://fastapi.tiangolo.com/tutorial/path-params/ */
function withAnyType(parameter: Parameter): Parameter {
  const isPlain = parameter.type === undefined && parameter.decorators.length === 0;
  return isPlain && parameter.default?.kind !== 'literal' ? { ...parameter, type: 'Any' } : parameter;
}

/** What a framework hands to a route by its type, and what people declare once as `Annotated[Session, Depends(…)]`. */
const INJECTED =
  /^(?:.*\.)?(?:Request|Response|WebSocket|BackgroundTasks|HTTPConnection|SecurityScopes|HttpRequest|\w*(?:Dep|Deps|Dependency|Session|Service|Repository|Repo|Client|Settings|Config|Context|Storage|Manager|Credentials|Connection|Database|Engine|Cursor|Logger)|Current\w*)$/;

/** A parameter of a class is read from the body, unless it has a default that says otherwise: https://fastapi.tiangolo.com/tutorial/body/ */
function withBody(parameter: Parameter): Parameter {
  const { type, target, start, end } = parameter;
  if (type === undefined || parameter.decorators.length > 0 || !/^(?:.*\.)?[A-Z]\w+$/.test(type)) return parameter;
  const name = target.kind === 'variable' ? target.name : '';
  if (type === 'Any' || INJECTED.test(type) || /^current_|^db$|^session$/.test(name)) return parameter;
  const span = { start, end };
  const module = { kind: 'name', name: 'fastapi', ...span } as const;
  return { ...parameter, decorators: [{ kind: 'member', object: module, property: 'Body', ...span }] };
}

export function classStatement(node: SyntaxNode, decorators: readonly Expression[], lowering: Lowering): Statement {
  const named = childIn(node, 'name');
  const bases = childIn(node, 'superclasses')?.children ?? [];
  const definition: ClassDefinition = {
    name: named === undefined ? undefined : textOf(lowering, named),
    bases: bases.filter((base) => base.type !== 'keyword_argument').map((base) => lowering.expression(base)),
    decorators,
    body: bodyOf(node, lowering),
    ...spanOf(node),
  };
  return { kind: 'class', definition, ...spanOf(node) };
}

/** The statements of a node's `body`. */
export function bodyOf(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const body = childIn(node, 'body');
  return body === undefined ? [] : lowering.statements(body.children);
}

/** A definition below its decorators. */
export function decorated(node: SyntaxNode, lowering: Lowering): Statement | undefined {
  const decorators = node.children
    .filter((child) => child.type === 'decorator')
    .flatMap((child) => child.children.slice(0, 1))
    .map((child) => lowering.expression(child));
  const definition = childIn(node, 'definition');
  if (definition === undefined) return undefined;
  return definition.type === 'class_definition'
    ? classStatement(definition, decorators, lowering)
    : functionStatement(definition, decorators, lowering);
}
