import type { Expression, Span, Statement } from '../../program.ts';
import type { SyntaxNode } from './syntax-node.ts';

/** What the parts of the lowering need of each other: the file's text, and the way back to expressions and statements, which count their depth. */
export interface Lowering {
  readonly text: string;
  expression(node: SyntaxNode): Expression;
  statements(nodes: readonly SyntaxNode[]): readonly Statement[];
}

export function spanOf(node: Span): Span {
  return { start: node.start, end: node.end };
}

export function textOf(lowering: Lowering, node: Span): string {
  return lowering.text.slice(node.start, node.end);
}

/** What is not understood, with all that stands in it. */
export function other(node: Span, word: string, children: readonly Expression[]): Expression {
  return { kind: 'other', word, children, start: node.start, end: node.end };
}

/** Whether a module's user may call it: Python's word for private is a leading underscore. */
export function isExported(name: string): boolean {
  return !name.startsWith('_');
}
