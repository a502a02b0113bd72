import type { Node } from 'web-tree-sitter';
import type { ClassDefinition, Statement } from '../../program.ts';
import { spanOf } from './assignments.ts';
import { lowerFunction, receiverType } from './functions.ts';
import { type Lowering, partsOf, textOf } from './lowering.ts';
import { typeName } from './types.ts';

/** The major version in a module's path (from 2 on, https://go.dev/ref/mod#major-version-suffixes), which is no part of a package's name: `/v4`, `.v3`. */
const VERSION = /(?:\/v(?:[2-9]|\d\d+)|\.v\d+)(?=\/|$)/;

export interface Imports {
  readonly imports: ReadonlyMap<string, string>;
  readonly openImports: readonly string[];
}

/** What a file's imports call things: local name → path without version (`github.com/labstack/echo/v4` is `github.com/labstack/echo`). */
export function readImports(root: Node, text: string): Imports {
  const imports = new Map<string, string>();
  const openImports: string[] = [];
  const hyphenated: string[] = [];
  for (const spec of root.namedChildren.filter((child) => child.type === 'import_declaration').flatMap(specsOf)) {
    const written = spec.childForFieldName('path');
    if (written === null) continue;
    const path = text.slice(written.startIndex + 1, written.endIndex - 1).replace(VERSION, '');
    const alias = spec.childForFieldName('name');
    if (alias?.type === 'dot') openImports.push(path);
    // A blank import is for its effects: its name is nobody's, and each has its own.
    else if (alias?.type === 'blank_identifier') imports.set(`_ ${path}`, path);
    else imports.set(alias === null ? lastPart(path) : textOf(alias, text), path);
    if (alias === null) hyphenated.push(path);
  }
  for (const path of hyphenated) {
    for (const name of otherNames(path)) if (!imports.has(name)) imports.set(name, path);
  }
  return { imports, openImports };
}

function specsOf(node: Node): readonly Node[] {
  return partsOf(node).flatMap((part) => (part.type === 'import_spec_list' ? partsOf(part) : [part]));
}

/** The package's likely name: `go-redis` is `redis`, `yaml.v3` was cut before. */
function lastPart(path: string): string {
  const last = path.slice(path.lastIndexOf('/') + 1);
  return last
    .replace(/^go[-.]/, '')
    .replace(/-go$|\.go$/, '')
    .replaceAll('-', '_');
}

/** A package's name has no hyphen: that of `echo-jwt` is `echojwt`, that of `gin-jwt` is `jwt`, where no other package is called so. */
function otherNames(path: string): readonly string[] {
  const last = path.slice(path.lastIndexOf('/') + 1);
  const parts = last.split('-');
  return parts.length === 1 ? [] : [parts.join(''), parts.at(-1) ?? ''].filter((name) => /^[a-z]\w+$/.test(name));
}

/** The types of a file with their methods as classes, in the order of the types; functions and other statements as they stand. */
export function lowerFile(root: Node, lowering: Lowering): readonly Statement[] {
  const methods = new Map<string, Statement[]>();
  const body: Statement[] = [];
  const classes: { readonly name: string; readonly at: number; readonly definition: ClassDefinition }[] = [];
  for (const node of partsOf(root)) {
    if (node.type === 'function_declaration') body.push(functionStatement(node, lowering));
    else if (node.type === 'method_declaration') {
      const type = receiverType(node, lowering.text) ?? '';
      methods.set(type, [...(methods.get(type) ?? []), functionStatement(node, lowering)]);
    } else if (node.type === 'type_declaration') {
      for (const definition of lowerTypes(node, lowering)) {
        classes.push({ name: definition.name ?? '', at: body.length, definition });
      }
    } else if (!node.type.startsWith('import_') && node.type !== 'package_clause')
      body.push(...lowering.statements([node]));
  }
  for (const { name, at, definition } of classes.toReversed()) {
    const own = methods.get(name) ?? [];
    methods.delete(name);
    body.splice(at, 0, classStatement({ ...definition, body: [...definition.body, ...own] }));
  }
  return [...body, ...[...methods].map(([name, own]) => classStatement(strangerClass(name, own)))];
}

/** Methods of a type that another file declares. */
function strangerClass(name: string, body: readonly Statement[]): ClassDefinition {
  const start = body[0]?.start ?? 0;
  return { name, bases: [], decorators: [], body, start, end: body.at(-1)?.end ?? start };
}

function classStatement(definition: ClassDefinition): Statement {
  return { kind: 'class', definition, start: definition.start, end: definition.end };
}

function functionStatement(node: Node, lowering: Lowering): Statement {
  return { kind: 'function', definition: lowerFunction(node, lowering), ...spanOf(node) };
}

/** The named types of a declaration; a struct has its fields, an embedded type is a base. */
export function lowerTypes(node: Node, lowering: Lowering): readonly ClassDefinition[] {
  return partsOf(node).flatMap((spec) => {
    const name = spec.childForFieldName('name');
    const type = spec.childForFieldName('type');
    if (name === null || type === null) return [];
    const fields = type.type === 'struct_type' ? partsOf(type).flatMap(partsOf) : [];
    const embedded = fields.filter((field) => field.childForFieldName('name') === null);
    const bases = embedded.flatMap((field) => {
      const written = field.childForFieldName('type');
      return written === null ? [] : [lowering.expression(written)];
    });
    const body = fields.flatMap((field) => lowerField(field, lowering));
    return [{ name: textOf(name, lowering.text), bases, decorators: [], body, ...spanOf(spec) }];
  });
}

function lowerField(field: Node, lowering: Lowering): readonly Statement[] {
  const type = typeName(field.childForFieldName('type'), lowering.text);
  return field
    .childrenForFieldName('name')
    .filter((name) => name.isNamed)
    .map((name) => ({
      kind: 'assign',
      target: {
        kind: 'variable',
        name: textOf(name, lowering.text),
        ...(type === undefined ? {} : { type }),
        ...spanOf(name),
      },
      value: undefined,
      grows: false,
      ...spanOf(name),
    }));
}
