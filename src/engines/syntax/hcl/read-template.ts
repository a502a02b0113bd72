import type { Node } from 'web-tree-sitter';
import type { Expression } from './hcl.ts';
import type { Reading } from './reading.ts';

/**
 * A quoted string or heredoc: one text, or a template of texts and expressions. The texts are cut from the source, because the
 * grammar leaves white space out of a heredoc. Directives (`%{ if … }`) are `unsupported` parts: their text stays unknown.
 */
export function readTemplate(node: Node, reading: Reading, readInner: (node: Node) => Expression): Expression {
  const region = reading.regionOf(node);
  const isHeredoc = node.type === 'heredoc_template';
  const { start, end, isIndented } = isHeredoc ? heredocBounds(node, reading) : quotedBounds(node);
  const parts: Expression[] = [];
  const addText = (from: number, to: number) => {
    const text = reading.source.text.slice(from, to);
    if (text !== '') parts.push({ kind: 'literal', value: isHeredoc ? text : withoutEscapes(text), region });
  };
  let at = start;
  for (const child of node.children) {
    if (child === null || !/^template_(?:interpolation|directive)$/.test(child.type)) continue;
    addText(at, child.startIndex);
    const inner = child.children.find((part) => part?.type === 'expression');
    const isValue = child.type === 'template_interpolation' && inner !== undefined && inner !== null;
    parts.push(isValue ? readInner(inner) : { kind: 'unsupported', region });
    at = child.endIndex;
  }
  addText(at, end);
  return templateOf(parts, isIndented, region);
}

/** The parts of a quoted text or heredoc (texts as they stand between the marks, values as they are) as one expression. */
export function templateOf(
  parts: readonly Expression[],
  isIndented: boolean,
  region: Expression['region'],
): Expression {
  return asExpression((isIndented ? unindent(parts) : parts).map(withoutDoubledSigns), region);
}

function asExpression(parts: readonly Expression[], region: Expression['region']): Expression {
  const [only] = parts;
  if (only === undefined) return { kind: 'literal', value: '', region };
  if (parts.length === 1 && only.kind === 'literal') return { ...only, region };
  return { kind: 'template', parts, region };
}

function quotedBounds(node: Node) {
  return { start: node.startIndex + 1, end: Math.max(node.startIndex + 1, node.endIndex - 1), isIndented: false };
}

/** The lines between the markers; the last one's line end belongs to the text. */
function heredocBounds(node: Node, { source: { text } }: Reading) {
  const identifiers = node.children.filter((child) => child?.type === 'heredoc_identifier');
  const start = text.indexOf('\n', node.startIndex) + 1;
  const marker = identifiers.at(-1)?.startIndex ?? node.endIndex;
  const end = Math.max(start, text.lastIndexOf('\n', marker - 1) + 1);
  return { start, end, isIndented: text.startsWith('<<-', node.startIndex) };
}

/** Takes the smallest indentation of all lines from each (`<<-`). */
function unindent(parts: readonly Expression[]): readonly Expression[] {
  let smallest = Number.POSITIVE_INFINITY;
  const eachLine = (value: string, isFirst: boolean) => value.matchAll(isFirst ? /^([ \t]*)\S/gm : /\n([ \t]*)\S/g);
  for (const [at, part] of parts.entries()) {
    if (part.kind !== 'literal' || typeof part.value !== 'string') continue;
    for (const match of eachLine(part.value, at === 0)) smallest = Math.min(smallest, match[1]?.length ?? 0);
  }
  if (!Number.isFinite(smallest) || smallest === 0) return parts;
  const pattern = new RegExp(`(^|\\n)[ \\t]{1,${smallest}}`, 'g');
  return parts.map((part, at) => {
    if (part.kind !== 'literal' || typeof part.value !== 'string') return part;
    return {
      ...part,
      value: part.value.replace(pattern, (all, before: string) => (before === '' && at > 0 ? all : before)),
    };
  });
}

/** `$${` and `%%{` stand for `${` and `%{` (specification, "Template Literals"). */
function withoutDoubledSigns(part: Expression): Expression {
  if (part.kind !== 'literal' || typeof part.value !== 'string') return part;
  return { ...part, value: part.value.replace(/([$%])\1\{/g, '$1{') };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** A quoted text as it is meant. */
export function withoutEscapes(text: string): string {
  return text.replace(
    /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]))/g,
    (_all, short: string | undefined, long: string | undefined, letter = '') => {
      const code = Number.parseInt(short ?? long ?? '', 16);
      if (Number.isNaN(code)) return ESCAPES[letter] ?? letter;
      return code > 0x10_ff_ff ? '\ufffd' : String.fromCodePoint(code);
    },
  );
}
