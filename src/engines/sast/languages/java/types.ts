import type { Node } from 'web-tree-sitter';
import { textOf } from './lowering.ts';

/** Values of these types carry no text. */
const NUMBERS = new Set(
  'byte short int long float double boolean Byte Short Integer Long Float Double Boolean BigInteger BigDecimal UUID LocalDate LocalDateTime Instant Duration'.split(
    ' ',
  ),
);

export function isNumberType(name: string | undefined): boolean {
  return name !== undefined && NUMBERS.has(name);
}

/** A type as it is written, without type arguments and annotations; `undefined` for `var`. An array keeps its brackets: `String[]`. */
export function typeName(node: Node | null, text: string): string | undefined {
  if (node === null) return undefined;
  switch (node.type) {
    case 'generic_type':
      return typeName(node.firstNamedChild, text);
    case 'annotated_type':
      return typeName(node.lastNamedChild, text);
    case 'array_type': {
      const element = typeName(node.childForFieldName('element'), text);
      return element === undefined ? undefined : `${element}[]`;
    }
    case 'type_identifier': {
      const name = textOf(node, text);
      return name === 'var' ? undefined : name;
    }
    default:
      // `Map<String, String>.Entry` and annotations inside are rare: cut at the first sign that is no name.
      return /^[\w$.\s]+/.exec(textOf(node, text))?.[0].replace(/\s/g, '');
  }
}
