import { stringValue } from './literals.ts';
import { type Imports, type Lowering, textOf } from './lowering.ts';
import { childIn, childOf, type SyntaxNode } from './syntax-node.ts';

/** The imports of a file, which `map` shows as they are noted. */
export function createImports(): Imports & { readonly map: ReadonlyMap<string, string> } {
  const map = new Map<string, string>();
  return {
    map,
    note(local, path) {
      const known = map.get(local);
      if (known === undefined) map.set(local, path);
      return known === undefined || known === path;
    },
    inline(module) {
      const name = `require(${module})`;
      map.set(name, module);
      return name;
    },
  };
}

/** `node:fs` is `fs` (https://nodejs.org/api/modules.html#built-in-modules), Deno's `npm:express@4` is `express`. */
export function moduleName(specifier: string): string {
  if (specifier.startsWith('node:')) return sameModule(specifier.slice('node:'.length));
  return specifier.startsWith('npm:')
    ? sameModule(specifier.slice('npm:'.length).replace(/(?<=.)@[^/]*$/, ''))
    : sameModule(specifier);
}

/** Modules that offer all of another one, or a part of it, under the same names. */
const SAME: ReadonlyMap<string, string> = new Map([
  ['fs/promises', 'fs.promises'],
  ['fs-extra/esm', 'fs-extra'],
  ['graceful-fs', 'fs'],
  ['mz/fs', 'fs'],
  ['mz/child_process', 'child_process'],
  ['child-process-promise', 'child_process'],
  ['path/posix', 'path.posix'],
  ['path/win32', 'path.win32'],
  ['mysql2/promise', 'mysql2'],
  ['promise-mysql', 'mysql'],
  ['lodash-es', 'lodash'],
  ['dns/promises', 'dns.promises'],
]);

/** `fs/promises` is `fs.promises`, `lodash/merge` is `lodash.merge`, as the package of that name: https://lodash.com/per-method-packages */
function sameModule(name: string): string {
  return SAME.get(name) ?? name.replace(/^lodash(?:-es)?\/(?=\w+$)/, 'lodash.');
}

/** `default` of a module is the module: that is how CommonJS modules are imported. So is what bears its name: `import { execa } from 'execa'`. */
function below(module: string, property: string): string {
  return property === 'default' || isOwnName(property, module) ? module : `${module}.${property}`;
}

/** Node's modules hold classes of their own names. */
const WITH_OWN_CLASS = new Set(['url', 'buffer', 'stream']);

function isOwnName(property: string, module: string): boolean {
  return property.length > 2 && !WITH_OWN_CLASS.has(module) && letters(property) === letters(module);
}

function letters(name: string): string {
  return name
    .slice(name.startsWith('@') ? name.indexOf('/') + 1 : 0)
    .replace(/[-_.]/g, '')
    .toLowerCase();
}

/** Notes the names that an import statement brings, types too. */
export function noteImport(node: SyntaxNode, lowering: Lowering): void {
  const required = childOf(node, 'import_require_clause');
  const source = childIn(required ?? node, 'source');
  if (source === undefined) return;
  const module = moduleName(stringValue(source, lowering));
  for (const part of (required ?? childOf(node, 'import_clause'))?.children ?? []) {
    if (part.type === 'identifier') lowering.imports.note(textOf(part, lowering), module);
    if (part.type === 'namespace_import') noteNamespace(part, module, lowering);
    if (part.type === 'named_imports') for (const one of part.children) noteSpecifier(one, module, lowering);
  }
}

function noteNamespace(node: SyntaxNode, module: string, lowering: Lowering): void {
  const name = childOf(node, 'identifier');
  if (name !== undefined) lowering.imports.note(textOf(name, lowering), module);
}

function noteSpecifier(node: SyntaxNode, module: string, lowering: Lowering): void {
  const name = childIn(node, 'name');
  if (name === undefined) return;
  const imported = name.type === 'string' ? stringValue(name, lowering) : textOf(name, lowering);
  const local = textOf(childIn(node, 'alias') ?? name, lowering);
  lowering.imports.note(local, below(module, imported));
}

/** The path of `require('x')`, `require('x').y` and `await import('x')`; `undefined` for anything else. */
export function requiredPath(node: SyntaxNode, lowering: Lowering): string | undefined {
  if (node.type === 'await_expression' || node.type === 'parenthesized_expression') {
    const inner = node.children[0];
    return inner === undefined ? undefined : requiredPath(inner, lowering);
  }
  if (node.type === 'member_expression') {
    const object = childIn(node, 'object');
    const property = childIn(node, 'property');
    const path = object === undefined ? undefined : requiredPath(object, lowering);
    return path === undefined || property === undefined ? undefined : below(path, textOf(property, lowering));
  }
  return node.type === 'call_expression' ? requiredModule(node, lowering) : undefined;
}

/** The module of `require('x')` and `import('x')`. */
export function requiredModule(call: SyntaxNode, lowering: Lowering): string | undefined {
  const callee = childIn(call, 'function');
  if (callee === undefined) return undefined;
  if (callee.type !== 'import' && !(callee.type === 'identifier' && textOf(callee, lowering) === 'require')) return;
  const specifier = childIn(call, 'arguments')?.children[0];
  return specifier?.type === 'string' ? moduleName(stringValue(specifier, lowering)) : undefined;
}

/**
 * Notes what a declaration takes from a module: `const fs = require('fs')`, `const { exec: run } = require('child_process')`.
 * `false` where it is no such declaration, or one that cannot be said by names alone.
 */
export function noteRequire(target: SyntaxNode, value: SyntaxNode, lowering: Lowering): boolean {
  const path = requiredPath(value, lowering);
  if (path === undefined) return false;
  if (target.type === 'identifier') return lowering.imports.note(textOf(target, lowering), path);
  if (target.type !== 'object_pattern') return false;
  const names = target.children.map((part) => takenName(part, lowering));
  if (!names.every((name) => name !== undefined)) return false;
  return names.map((name) => lowering.imports.note(name.local, below(path, name.property))).every(Boolean);
}

function takenName(
  part: SyntaxNode,
  lowering: Lowering,
): { readonly local: string; readonly property: string } | undefined {
  if (part.type === 'shorthand_property_identifier_pattern') {
    const name = textOf(part, lowering);
    return { local: name, property: name };
  }
  const key = childIn(part, 'key');
  const value = childIn(part, 'value');
  if (part.type !== 'pair_pattern' || key?.type !== 'property_identifier' || value?.type !== 'identifier') return;
  return { local: textOf(value, lowering), property: textOf(key, lowering) };
}
