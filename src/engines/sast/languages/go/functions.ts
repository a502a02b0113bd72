import type { Node } from 'web-tree-sitter';
import type { Expression, FunctionDefinition, Parameter, Statement } from '../../program.ts';
import { type Lowering, partsOf, textOf } from './lowering.ts';
import { typeName } from './types.ts';

/** A function, a method or a function literal. A method's receiver is `this`. */
export function lowerFunction(node: Node, lowering: Lowering): FunctionDefinition {
  const name = node.childForFieldName('name');
  const body = node.childForFieldName('body');
  const result = node.childForFieldName('result');
  const returns = resultType(result, lowering.text);
  const named = name === null ? undefined : textOf(name, lowering.text);
  const parameters = lowerParameters(node.childForFieldName('parameters'), lowering);
  const statements = () => (body === null ? [] : lowering.statements(partsOf(body)));
  return {
    start: node.startIndex,
    end: node.endIndex,
    name: named,
    head: { start: node.startIndex, end: Math.max(node.startIndex, body?.startIndex ?? node.endIndex) },
    parameters,
    decorators: [],
    ...(returns === undefined ? {} : { returns }),
    body: returningNamed(inside(node, parameters, statements, lowering), result, lowering),
    exported: named !== undefined && /^\p{Lu}/u.test(named),
  };
}

/** A method has a receiver; a function literal in it sees that one, unless a parameter has its name. */
function inside(
  node: Node,
  parameters: readonly Parameter[],
  statements: () => readonly Statement[],
  lowering: Lowering,
): readonly Statement[] {
  if (node.type !== 'func_literal') return lowering.withReceiver(receiverName(node, lowering.text), statements);
  const hides = parameters.some(({ target }) => target.kind === 'variable' && lowering.isReceiver(target.name));
  return hides ? lowering.withReceiver(undefined, statements) : statements();
}

function receiverName(node: Node, text: string): string | undefined {
  const name = node.childForFieldName('receiver')?.firstNamedChild?.childForFieldName('name') ?? null;
  return name === null ? undefined : textOf(name, text);
}

/** `return` alone gives the results that have names: https://go.dev/ref/spec#Return_statements */
function returningNamed(body: readonly Statement[], result: Node | null, lowering: Lowering): readonly Statement[] {
  if (result?.type !== 'parameter_list') return body;
  const [first] = partsOf(result).flatMap((part) => part.childrenForFieldName('name').filter((name) => name.isNamed));
  if (first === undefined) return body;
  const span = { start: first.startIndex, end: first.endIndex };
  const value: Expression = { kind: 'name', name: textOf(first, lowering.text), ...span };
  return body.map((statement) => completed(statement, value));
}

function completed(statement: Statement, value: Expression): Statement {
  const all = (body: readonly Statement[]) => body.map((each) => completed(each, value));
  switch (statement.kind) {
    case 'return':
      return statement.value === undefined ? { ...statement, value } : statement;
    case 'if':
      // biome-ignore lint/suspicious/noThenProperty: the contract's word; nobody awaits a statement.
      return { ...statement, then: all(statement.then), otherwise: all(statement.otherwise) };
    case 'loop':
    case 'block':
      return { ...statement, body: all(statement.body) };
    case 'branches':
      return { ...statement, branches: statement.branches.map(all) };
    default:
      return statement;
  }
}

/** Type of what a function gives: of several results the first, as of `(*sql.DB, error)`. */
function resultType(result: Node | null, text: string): string | undefined {
  if (result?.type !== 'parameter_list') return typeName(result, text);
  return typeName(result.firstNamedChild?.childForFieldName('type') ?? null, text);
}

/** Type of a method's receiver, `undefined` for a function. */
export function receiverType(node: Node, text: string): string | undefined {
  const declaration = node.childForFieldName('receiver')?.firstNamedChild ?? null;
  return typeName(declaration?.childForFieldName('type') ?? null, text);
}

function lowerParameters(list: Node | null, lowering: Lowering): readonly Parameter[] {
  if (list === null) return [];
  return partsOf(list).flatMap((declaration) => {
    const type = typeName(declaration.childForFieldName('type'), lowering.text);
    const names = declaration.childrenForFieldName('name').filter((name) => name.isNamed);
    const places = names.length === 0 ? [declaration] : names;
    const rest = declaration.type === 'variadic_parameter_declaration' ? ({ collects: 'items' } as const) : {};
    return places.map((place): Parameter => {
      const span = { start: place.startIndex, end: place.endIndex };
      const name = names.length === 0 ? '_' : textOf(place, lowering.text);
      const typed = type === undefined ? {} : { type };
      return { target: { kind: 'variable', name, ...typed, ...span }, decorators: [], ...typed, ...rest, ...span };
    });
  });
}
