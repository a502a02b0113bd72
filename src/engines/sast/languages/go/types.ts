import type { Node } from 'web-tree-sitter';
import { textOf } from './lowering.ts';

/** Nothing that a value of these types says can carry a text. */
const NUMBERS = new Set(
  'bool int int8 int16 int32 int64 uint uint8 uint16 uint32 uint64 uintptr float32 float64 complex64 complex128'.split(
    ' ',
  ),
);

export function isNumberType(name: string | undefined): boolean {
  return name !== undefined && NUMBERS.has(name);
}

/** A type as it is written, without pointers and type arguments: `*http.Request` is `http.Request`; `undefined` for slices, maps and functions. */
export function typeName(node: Node | null, text: string): string | undefined {
  let type = node;
  // Bounded: a type nested deeper names nothing that a rule knows.
  for (let depth = 0; type !== null && depth < 8; depth++) {
    switch (type.type) {
      case 'type_identifier':
      case 'qualified_type':
      case 'identifier':
      case 'selector_expression':
        return textOf(type, text);
      case 'generic_type':
        type = type.childForFieldName('type');
        break;
      case 'pointer_type':
      case 'parenthesized_type':
      case 'parenthesized_expression':
        type = type.firstNamedChild;
        break;
      default:
        return undefined;
    }
  }
  return undefined;
}

/** Type of the elements of a slice, array or map; `undefined` for anything else. */
export function elementType(type: Node | null): Node | null {
  if (type === null) return null;
  return type.childForFieldName('element') ?? (type.type === 'map_type' ? type.childForFieldName('value') : null);
}
