import type { Node } from 'web-tree-sitter';
import type { FunctionDefinition, Parameter, Statement, Target } from '../../program.ts';
import { type Lowering, partsOf, textOf } from './lowering.ts';
import { typeName } from './types.ts';

/** A function, a method or a function literal. A method's receiver stands as the first statement: `r := this`. */
export function lowerFunction(node: Node, lowering: Lowering): FunctionDefinition {
  const name = node.childForFieldName('name');
  const body = node.childForFieldName('body');
  const returns = resultType(node.childForFieldName('result'), lowering.text);
  const named = name === null ? undefined : textOf(name, lowering.text);
  return {
    start: node.startIndex,
    end: node.endIndex,
    name: named,
    head: { start: node.startIndex, end: Math.max(node.startIndex, body?.startIndex ?? node.endIndex) },
    parameters: lowerParameters(node.childForFieldName('parameters'), lowering),
    decorators: [],
    ...(returns === undefined ? {} : { returns }),
    body: [...receiverOf(node, lowering), ...(body === null ? [] : lowering.statements(partsOf(body)))],
    exported: named !== undefined && /^\p{Lu}/u.test(named),
  };
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

function receiverOf(node: Node, lowering: Lowering): readonly Statement[] {
  const name = node.childForFieldName('receiver')?.firstNamedChild?.childForFieldName('name') ?? null;
  if (name === null) return [];
  const span = { start: name.startIndex, end: name.endIndex };
  const type = receiverType(node, lowering.text);
  const target: Target = {
    kind: 'variable',
    name: textOf(name, lowering.text),
    ...(type === undefined ? {} : { type }),
    ...span,
  };
  return [{ kind: 'assign', target, value: { kind: 'name', name: 'this', ...span }, grows: false, ...span }];
}

function lowerParameters(list: Node | null, lowering: Lowering): readonly Parameter[] {
  if (list === null) return [];
  return partsOf(list).flatMap((declaration) => {
    const type = typeName(declaration.childForFieldName('type'), lowering.text);
    const names = declaration.childrenForFieldName('name').filter((name) => name.isNamed);
    const places = names.length === 0 ? [declaration] : names;
    return places.map((place): Parameter => {
      const span = { start: place.startIndex, end: place.endIndex };
      const name = names.length === 0 ? '_' : textOf(place, lowering.text);
      const typed = type === undefined ? {} : { type };
      return { target: { kind: 'variable', name, ...typed, ...span }, decorators: [], ...typed, ...span };
    });
  });
}
