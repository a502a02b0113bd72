import type { Node } from 'web-tree-sitter';
import type { Expression, Statement } from '../../program.ts';

/** What the parts of the lowering share; ties expressions and statements, which hold each other. */
export interface Lowering {
  readonly text: string;
  /** What `lower` gives one level deeper, or this where it is too deep. */
  within<Result>(lower: () => Result, tooDeep: Result): Result;
  expression(node: Node): Expression;
  /** The statement before the one that is being lowered. */
  before(): Node | undefined;
  /** What `lower` gives where this is the name of a method's receiver; `undefined`: where it has none. */
  withReceiver<Result>(name: string | undefined, lower: () => Result): Result;
  /** Whether a name means the instance. */
  isReceiver(name: string): boolean;
  /** The statements of a block, a case or a file, in order. */
  statements(nodes: readonly Node[]): readonly Statement[];
}

/** The children that matter: named, without comments. One call into WebAssembly. */
export function partsOf(node: Node): readonly Node[] {
  return node.namedChildren.filter((child) => child.type !== 'comment');
}

export function textOf(node: Node, text: string): string {
  return text.slice(node.startIndex, node.endIndex);
}
