import type { Node } from 'web-tree-sitter';
import type { Expression } from '../../program.ts';
import { type Lowering, partsOf, spanOf, textOf } from './lowering.ts';

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', s: ' ', '0': '\0' };
const ESCAPE = /\\(?:u+([0-9a-fA-F]{4})|([\s\S]))/g;

/** A string, a text block, or a character; a template's `\{…}` make it a `join`. */
export function lowerText(node: Node, lowering: Lowering): Expression {
  const filled = node.namedChildren.filter((child) => child.type === 'string_interpolation');
  if (filled.length > 0) return lowerTemplate(node, lowering);
  const written = textOf(node, lowering.text);
  const quotes = written.startsWith('"""') ? 3 : 1;
  const inner = written.slice(quotes, Math.max(quotes, written.length - quotes));
  return { kind: 'text', value: resolveEscapes(quotes === 3 ? unindent(inner) : inner), ...spanOf(node) };
}

function resolveEscapes(written: string): string {
  if (!written.includes('\\')) return written;
  return written.replace(ESCAPE, (_all, unit?: string, sign?: string) => {
    if (unit !== undefined) return String.fromCharCode(Number.parseInt(unit, 16));
    return ESCAPES[sign ?? ''] ?? (sign === '\n' ? '' : (sign ?? ''));
  });
}

/** A text block begins after its first line end; the common indentation is no part of it (JLS §3.10.6). */
function unindent(block: string): string {
  const lines = block.slice(block.indexOf('\n') + 1).split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const common = indents.reduce((least, indent) => Math.min(least, indent), Number.MAX_SAFE_INTEGER);
  return lines.map((line) => line.slice(Math.min(common, line.length))).join('\n');
}

function lowerTemplate(node: Node, lowering: Lowering): Expression {
  const parts = partsOf(node).map((part): Expression => {
    if (part.type !== 'string_interpolation')
      return { kind: 'text', value: textOf(part, lowering.text), ...spanOf(part) };
    const inner = partsOf(part)[0];
    return inner === undefined ? { kind: 'text', value: '', ...spanOf(part) } : lowering.expression(inner);
  });
  return { kind: 'join', parts, ...spanOf(node) };
}

/** `1_000L`, `0x1F`, `017`, `1.5f`. */
export function lowerNumber(node: Node, text: string): Expression {
  const written = textOf(node, text).replaceAll('_', '');
  const isHex = /^0[xX]/.test(written);
  const digits = written.replace(isHex ? /[lL]$/ : /[lLfFdD]$/, '');
  const value = Number(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
  if (Number.isNaN(value)) return { kind: 'other', word: 'number', children: [], ...spanOf(node) };
  return { kind: 'literal', value, ...spanOf(node) };
}
