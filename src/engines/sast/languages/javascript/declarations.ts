import type { Entry, Expression, Statement } from '../../program.ts';
import { noteRequire } from './imports.ts';
import { type Lowering, type Naming, spanOf, textOf } from './lowering.ts';
import { namedValue } from './records.ts';
import { childIn, type SyntaxNode } from './syntax-node.ts';
import { keyName } from './targets.ts';
import { annotatedType } from './written-types.ts';

/** `const`, `let` and `var`: those that only give names to a module's parts are imports. */
export function lowerDeclaration(node: SyntaxNode, lowering: Lowering, naming: Naming = {}): readonly Statement[] {
  return node.children
    .filter((child) => child.type === 'variable_declarator')
    .flatMap((child) => declarator(child, lowering, naming));
}

function declarator(node: SyntaxNode, lowering: Lowering, naming: Naming): readonly Statement[] {
  const name = childIn(node, 'name');
  const value = childIn(node, 'value');
  if (name === undefined) return [];
  if (value !== undefined && noteRequire(name, value, lowering)) return [];
  const local = name.type === 'identifier' ? textOf(name, lowering) : undefined;
  if (value?.type === 'class') return classAs(value, { name: local, exported: naming.exported ?? false }, lowering);
  const target = lowering.target(name, annotatedType(node, lowering));
  const given = value === undefined ? undefined : namedValue(value, local, lowering, naming.exported);
  return [{ ...spanOf(node), kind: 'assign', target, value: given, grows: false }];
}

export function classAs(node: SyntaxNode, naming: Naming, lowering: Lowering): readonly Statement[] {
  return [{ ...spanOf(node), kind: 'class', definition: lowering.classOf(node, naming) }];
}

/** An enum is a record of its members. */
export function lowerEnum(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const name = childIn(node, 'name');
  const body = childIn(node, 'body');
  if (name === undefined || body === undefined) return [];
  const entries = body.children.map((child) => enumEntry(child, lowering));
  const value: Expression = { ...spanOf(body), kind: 'record', entries };
  return [{ ...spanOf(node), kind: 'assign', target: lowering.target(name), value, grows: false }];
}

function enumEntry(node: SyntaxNode, lowering: Lowering): Entry {
  const key = childIn(node, 'name') ?? node;
  const value = childIn(node, 'value');
  const name = keyName(key, lowering);
  const given: Expression =
    value === undefined ? { ...spanOf(key), kind: 'text', value: name ?? '' } : lowering.expression(value);
  return { key: name, keySpan: spanOf(key), value: given };
}

/** What stands in an export and is no value: `export * as a from 'b'`, `export as namespace A`. TypeScript's `export = …` has no field for its value. */
const CLAUSES = new Set(['export_clause', 'namespace_export', 'decorator', 'string', 'comment']);

/** `export …`: declarations in it are marked; an expression that is exported by default is kept. */
export function lowerExport(
  node: SyntaxNode,
  lowering: Lowering,
  declaration: (node: SyntaxNode, naming: Naming) => readonly Statement[],
): readonly Statement[] {
  const naming: Naming = { exported: true, decorators: node.children.filter((child) => child.type === 'decorator') };
  const declared = childIn(node, 'declaration');
  if (declared !== undefined) return declaration(declared, naming);
  const value = childIn(node, 'value') ?? node.children.find((child) => !CLAUSES.has(child.type));
  if (value === undefined || childIn(node, 'source') !== undefined) return [];
  if (value.type === 'class') return classAs(value, naming, lowering);
  return [{ ...spanOf(node), kind: 'expression', expression: namedValue(value, undefined, lowering, true) }];
}
