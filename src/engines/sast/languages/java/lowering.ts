import type { Node } from 'web-tree-sitter';
import type { Expression, FunctionDefinition, Span, Statement } from '../../program.ts';
import type { RequestVariables } from './request-helpers.ts';

/** What an expression is known to be before the program runs. */
export type Fixed = string | number | boolean;

/** Says what a condition or the subject of a switch always is; `undefined` where it is not certain. */
export type Decide = (node: Node) => Fixed | undefined;

/**
 * Tells fields that are called by their bare names from local variables, as `x` for `this.x`. Only fields that something assigns count:
 * constants stay names, whose value is known wherever they stand.
 */
export interface Fields {
  /** Runs something in the body of a class. */
  inClass<Result>(body: Node, run: () => Result): Result;
  /** Runs something in a method or constructor. */
  inMethod<Result>(method: Node, run: () => Result): Result;
  isField(name: string): boolean;
}

/** What the parts of the lowering share; ties expressions and statements, which hold each other. */
export interface Lowering {
  readonly text: string;
  /** What simple names stand for. */
  readonly imports: ReadonlyMap<string, string>;
  /** Variables that are declared as functions: `Function<A, B> f`. */
  readonly functionNames: ReadonlySet<string>;
  /** What holds a request of a servlet. */
  readonly requests: RequestVariables;
  /** The file speaks of responses: what it is given to write to is one. */
  readonly isWeb: boolean;
  expression(node: Node): Expression;
  /** The statements of a block, in order. */
  statements(nodes: readonly Node[]): readonly Statement[];
  /** The members of a class's body: fields, methods, inner classes. */
  members(body: Node): readonly Statement[];
  lambda(node: Node): FunctionDefinition;
  /** What a condition always is: what never runs is left out. */
  readonly decide: Decide;
  /** Which bare names are fields. */
  readonly fields: Fields;
}

/** The children that matter: named, without comments. One call into WebAssembly. */
export function partsOf(node: Node): readonly Node[] {
  return node.namedChildren.filter((child) => !child.type.endsWith('_comment'));
}

export function textOf(node: Node, text: string): string {
  return text.slice(node.startIndex, node.endIndex);
}

export function spanOf(node: Node): Span {
  return { start: node.startIndex, end: node.endIndex };
}
