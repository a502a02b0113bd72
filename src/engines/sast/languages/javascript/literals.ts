import type { Expression } from '../../program.ts';
import { type Lowering, spanOf, textOf } from './lowering.ts';
import type { SyntaxNode } from './syntax-node.ts';

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', '0': '\0' };
const ESCAPE = /\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|[\s\S]))/g;
const LINE_CONTINUATIONS = new Set(['\n', '\r\n', '\r']);

/** The value of a piece of a string literal (ECMA-262 §12.9.4). */
export function resolveEscapes(raw: string): string {
  if (!raw.includes('\\')) return raw;
  return raw.replace(ESCAPE, (_, braced?: string, four?: string, two?: string, other?: string) => {
    if (other !== undefined) return LINE_CONTINUATIONS.has(other) ? '' : (ESCAPES[other] ?? other);
    const code = Number.parseInt(braced ?? four ?? two ?? '', 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

/** The value of a string node, quotes taken off. */
export function stringValue(node: SyntaxNode, lowering: Pick<Lowering, 'text'>): string {
  return resolveEscapes(textOf(node, lowering).slice(1, -1));
}

/** Numbers also in other bases, with separators, and big ones as far as a number goes. */
export function numberValue(text: string): number {
  return Number(text.replaceAll('_', '').replace(/n$/, ''));
}

export function lowerRegex(node: SyntaxNode, lowering: Lowering): Expression {
  const text = textOf(node, lowering);
  const close = text.lastIndexOf('/');
  return { ...spanOf(node), kind: 'regex', pattern: text.slice(1, close), flags: text.slice(close + 1) };
}

/** A template with its fixed pieces and substitutions in order; one without substitutions is a text. */
export function lowerTemplate(node: SyntaxNode, lowering: Lowering, tag?: Expression): Expression {
  const parts: Expression[] = [];
  let position = node.start + 1;
  const addText = (end: number): void => {
    const value = resolveEscapes(lowering.text.slice(position, end));
    if (end > position) parts.push({ start: position, end, kind: 'text', value });
  };
  for (const child of node.children) {
    if (child.type !== 'template_substitution') continue;
    addText(child.start);
    const inner = child.children[0];
    if (inner !== undefined) parts.push(lowering.expression(inner));
    position = child.end;
  }
  addText(node.end - 1);
  if (tag !== undefined) return { ...spanOf(node), kind: 'join', parts, tag };
  const only = parts[0];
  if (only === undefined) return { ...spanOf(node), kind: 'text', value: '' };
  if (parts.length === 1 && only.kind === 'text') return { ...only, ...spanOf(node) };
  return { ...spanOf(node), kind: 'join', parts };
}
