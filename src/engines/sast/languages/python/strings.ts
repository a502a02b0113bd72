import type { Expression } from '../../program.ts';
import { type Lowering, other, spanOf, textOf } from './lowering.ts';
import { childIn, type SyntaxNode } from './syntax-node.ts';

const STRING = /^([a-z]*)("""|'''|"|')/i;
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\n': '',
  '0': '\0',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
};
/** Format codes that only numbers have: what is written through them is no text from outside. */
export const NUMBER_CODES = /[bdoxXeEfFgGn%]$/;

/** A string literal with or without filled-in parts (f-strings); bytes are text. */
export function lowerString(node: SyntaxNode, lowering: Lowering): Expression {
  const start = STRING.exec(textOf(lowering, node));
  const prefix = start?.[1] ?? '';
  const isRaw = /r/i.test(prefix);
  if (node.children.some((child) => child.type === 'interpolation')) return filledIn(node, isRaw, lowering);
  const quote = start?.[2] ?? '';
  const content = lowering.text.slice(node.start + prefix.length + quote.length, node.end - quote.length);
  const plain = /[ft]/i.test(prefix) ? content.replaceAll('{{', '{').replaceAll('}}', '}') : content;
  return { kind: 'text', value: isRaw ? plain : unescaped(plain), ...spanOf(node) };
}

function filledIn(node: SyntaxNode, isRaw: boolean, lowering: Lowering): Expression {
  const parts: Expression[] = [];
  for (const child of node.children) {
    if (child.type === 'string_content') parts.push(fixedPiece(child, isRaw, lowering));
    if (child.type === 'interpolation') parts.push(interpolation(child, lowering));
  }
  return { kind: 'join', parts, ...spanOf(node) };
}

function fixedPiece(node: SyntaxNode, isRaw: boolean, lowering: Lowering): Expression {
  const content = textOf(lowering, node).replaceAll('{{', '{').replaceAll('}}', '}');
  return { kind: 'text', value: isRaw ? content : unescaped(content), ...spanOf(node) };
}

function interpolation(node: SyntaxNode, lowering: Lowering): Expression {
  const inner = childIn(node, 'expression') ?? node.children[0];
  if (inner === undefined) return other(node, 'interpolation', []);
  const value = lowering.expression(inner);
  const specifier = node.children.find((child) => child.type === 'format_specifier');
  const isNumber = specifier !== undefined && NUMBER_CODES.test(textOf(lowering, specifier));
  return isNumber ? number(value) : value;
}

/** A value that was written as a number. */
export function number(value: Expression): Expression {
  return { kind: 'operation', operator: 'number', operands: [value], ...spanOf(value) };
}

/** Simple escapes resolved; `\u` and `\x` too, named characters not. */
function unescaped(content: string): string {
  if (!content.includes('\\')) return content;
  return content.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|\r?(\n)|([\s\S]))/g,
    (whole, byte?: string, unit?: string, line?: string, character?: string) => {
      const code = byte ?? unit;
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
      if (line !== undefined) return '';
      const simple = character ?? '';
      return ESCAPES[simple] ?? (/[\\'"]/.test(simple) ? simple : whole);
    },
  );
}

/** `"a" f"{b}" "c"` is one string. */
export function concatenated(node: SyntaxNode, lowering: Lowering): Expression {
  return joined(
    node,
    node.children.map((child) => lowering.expression(child)),
  );
}

/** Parts put together; neighbours that are fixed become one, and fixed parts alone a text. */
export function joined(
  node: { readonly start: number; readonly end: number },
  parts: readonly Expression[],
): Expression {
  const flat = parts.flatMap((part) => (part.kind === 'join' && part.tag === undefined ? part.parts : [part]));
  const merged: Expression[] = [];
  for (const part of flat) {
    const last = merged.at(-1);
    if (part.kind === 'text' && last?.kind === 'text') {
      merged[merged.length - 1] = { kind: 'text', value: last.value + part.value, start: last.start, end: part.end };
    } else merged.push(part);
  }
  const [only] = merged;
  if (merged.length === 1 && only?.kind === 'text') return { ...only, ...spanOf(node) };
  return { kind: 'join', parts: merged, ...spanOf(node) };
}
