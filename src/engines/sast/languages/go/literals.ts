import type { Node } from 'web-tree-sitter';
import type { Entry, Expression } from '../../program.ts';
import { type Lowering, partsOf, textOf } from './lowering.ts';
import { elementType, typeName } from './types.ts';

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v' };
const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([\s\S]))/g;

/** An interpreted or raw string literal, or a rune: its content with escapes resolved (octal ones and `\U` stay). */
export function lowerText(node: Node, text: string): Expression {
  const written = text.slice(node.startIndex + 1, Math.max(node.startIndex + 1, node.endIndex - 1));
  const value =
    node.type === 'raw_string_literal' || !written.includes('\\')
      ? written
      : written.replace(ESCAPE, (_all, byte?: string, unit?: string, sign?: string) => {
          const code = byte ?? unit;
          return code === undefined
            ? (ESCAPES[sign ?? ''] ?? sign ?? '')
            : String.fromCharCode(Number.parseInt(code, 16));
        });
  return { kind: 'text', value, start: node.startIndex, end: node.endIndex };
}

/** A number; Go's `_`, `0o17` and `017` too. */
export function lowerNumber(node: Node, text: string): Expression {
  const written = textOf(node, text).replaceAll('_', '');
  const value = Number(/^0[0-7]+$/.test(written) ? `0o${written.slice(1)}` : written);
  const span = { start: node.startIndex, end: node.endIndex };
  return Number.isNaN(value)
    ? { kind: 'other', word: 'number', children: [], ...span }
    : { kind: 'literal', value, ...span };
}

/** `T{…}`: a list for slices and arrays, else a record with its type. */
export function lowerComposite(node: Node, lowering: Lowering): Expression {
  const type = node.childForFieldName('type');
  const body = node.childForFieldName('body');
  const span = { start: node.startIndex, end: node.endIndex };
  if (body === null) return { kind: 'other', word: 'composite', children: [], ...span };
  return { ...lowerLiteralValue(body, type, lowering), ...span };
}

/** `{…}` of a composite literal, also an inner one whose type is left out. */
function lowerLiteralValue(body: Node, type: Node | null, lowering: Lowering): Expression {
  const inner = elementType(type);
  const isMap = type?.type === 'map_type';
  const span = { start: body.startIndex, end: body.endIndex };
  if (inner !== null && !isMap) {
    const items = partsOf(body).map((item) => lowerElement(elementOf(item), inner, lowering));
    return { kind: 'list', items, ...span };
  }
  const name = typeName(type, lowering.text);
  const entries = partsOf(body).map((item) => lowerEntry(item, inner, isMap, lowering));
  return { kind: 'record', entries, ...(name === undefined ? {} : { type: name }), ...span };
}

function elementOf(item: Node): Node {
  return item.type === 'keyed_element' ? (item.childForFieldName('value') ?? item) : item;
}

function lowerEntry(item: Node, inner: Node | null, isMap: boolean, lowering: Lowering): Entry {
  const key = item.type === 'keyed_element' ? item.childForFieldName('key') : null;
  const value = lowerElement(elementOf(item), inner, lowering);
  if (key === null) return { key: undefined, keySpan: { start: item.startIndex, end: item.startIndex }, value };
  return { key: keyOf(key, isMap, lowering.text), keySpan: { start: key.startIndex, end: key.endIndex }, value };
}

/** A field's name, or a map's key where it is a plain text. */
function keyOf(key: Node, isMap: boolean, text: string): string | undefined {
  const node = key.firstNamedChild ?? key;
  if (node.type === 'identifier' || node.type === 'field_identifier') return isMap ? undefined : textOf(node, text);
  if (!node.type.endsWith('string_literal')) return undefined;
  const lowered = lowerText(node, text);
  return lowered.kind === 'text' ? lowered.value : undefined;
}

function lowerElement(element: Node, type: Node | null, lowering: Lowering): Expression {
  const node = element.type === 'literal_element' ? (element.firstNamedChild ?? element) : element;
  if (node.type !== 'literal_value') return lowering.expression(node);
  const tooDeep: Expression = { kind: 'list', items: [], start: node.startIndex, end: node.endIndex };
  return lowering.within(() => lowerLiteralValue(node, type, lowering), tooDeep);
}
