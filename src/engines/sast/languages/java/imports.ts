import type { Node } from 'web-tree-sitter';
import { partsOf, textOf } from './lowering.ts';
import { usualNames, usualTypes } from './usual-types.ts';

/** Types of java.lang that rules and models speak of: every file knows them without an import (JLS §7.3). */
const LANG = (
  'Boolean Byte Character CharSequence Class ClassLoader Double Exception Float IllegalArgumentException Integer Long Math ' +
  'Number Object Override Process ProcessBuilder Runtime RuntimeException Short String StringBuffer StringBuilder System Thread'
).split(' ');

export interface Imports {
  readonly imports: ReadonlyMap<string, string>;
  readonly openImports: readonly string[];
}

/** What a file's simple names stand for: its imports, also static ones; java.lang, and well-known types, where the file declares no type of that name. */
export function readImports(root: Node, text: string): Imports {
  const parts = partsOf(root);
  const own = new Set(parts.flatMap((part) => declaredName(part, text)));
  const imports = new Map(LANG.filter((name) => !own.has(name)).map((name) => [name, `java.lang.${name}`]));
  const openImports: string[] = [];
  for (const part of parts) {
    if (part.type === 'import_declaration') readImport(part, text, imports, openImports);
  }
  const home = parts.find((part) => part.type === 'package_declaration');
  const name = home === undefined ? undefined : partsOf(home).at(-1);
  if (name !== undefined) openImports.push(textOf(name, text));
  const isJakarta = [...imports.values(), ...openImports].some((path) => path.startsWith('jakarta.'));
  const known = [...usualTypes(isJakarta), ...usualNames(isJakarta)];
  const usual = known.filter(([simple]) => !imports.has(simple) && !own.has(simple));
  return { imports: new Map([...imports, ...usual]), openImports };
}

function declaredName(part: Node, text: string): readonly string[] {
  const name = part.type.endsWith('_declaration') ? part.childForFieldName('name') : null;
  return name === null ? [] : [textOf(name, text)];
}

function readImport(node: Node, text: string, imports: Map<string, string>, openImports: string[]): void {
  const [path, star] = partsOf(node);
  if (path === undefined) return;
  const written = textOf(path, text).replace(/\s/g, '');
  if (star?.type === 'asterisk') openImports.push(written);
  else imports.set(written.slice(written.lastIndexOf('.') + 1), written);
}
