import type { ClassDefinition, Expression, FunctionDefinition, Span, Statement, Target } from '../../program.ts';
import type { SyntaxNode } from './syntax-node.ts';

/** What the parts of the lowering need of each other: they call themselves mutually through it. */
export interface Lowering {
  readonly text: string;
  readonly imports: Imports;
  /** The file begins with `'use server'`. */
  readonly hasServerActions: boolean;
  expression(node: SyntaxNode): Expression;
  /** One construct may be several statements. */
  statements(nodes: readonly SyntaxNode[]): readonly Statement[];
  target(node: SyntaxNode, type?: string): Target;
  functionOf(node: SyntaxNode, given?: Naming): FunctionDefinition;
  classOf(node: SyntaxNode, given?: Naming): ClassDefinition;
}

/** What the surroundings of a function or class say about it. */
export interface Naming {
  readonly name?: string | undefined;
  readonly exported?: boolean;
  readonly decorators?: readonly SyntaxNode[];
}

export interface Imports {
  /** Notes what a local name stands for; `false`: it stands for something else elsewhere in the file, so this one is a variable. */
  note(local: string, path: string): boolean;
  /** A name that stands for a module that is required in the middle of an expression. */
  inline(module: string): string;
}

export function spanOf(node: SyntaxNode): Span {
  return { start: node.start, end: node.end };
}

export function textOf(node: SyntaxNode, { text }: Pick<Lowering, 'text'>): string {
  return text.slice(node.start, node.end);
}
