import type { Lowering } from './lowering.ts';
import { childIn, type SyntaxNode } from './syntax-node.ts';

const NOTHING = new Set(['null', 'undefined']);
/** A name with dots, before type arguments and brackets. */
const TYPE_NAME = /^\s*(?:readonly\s+)?([\w$]+(?:\s*\.\s*[\w$]+)*)/;
const LONGEST = 300;

/** The name of a type as it is written, without arguments: of a union its first part that is something. */
export function typeName(text: string): string | undefined {
  const parts = text
    .slice(0, LONGEST)
    .replace(/<[^|]*$/, '')
    .split('|');
  for (const part of parts) {
    const name = TYPE_NAME.exec(part)?.[1]?.replaceAll(/\s+/g, '');
    if (name !== undefined && !NOTHING.has(name)) return name;
  }
  return undefined;
}

/** The type that an annotation (`: T`) in a field of a node gives; `undefined` for none. */
export function annotatedType(node: SyntaxNode, lowering: Lowering, field = 'type'): string | undefined {
  const annotation = childIn(node, field);
  if (annotation === undefined) return undefined;
  return typeName(lowering.text.slice(annotation.start, annotation.end).replace(/^\s*:/, ''));
}
