import type { Node } from 'web-tree-sitter';
import type { Region } from '../../../model/location.ts';
import type { SourceText } from '../../yaml-document/source-text.ts';

/** What is needed to read nodes, and what went wrong so far. */
export interface Reading {
  readonly source: SourceText;
  readonly regionOf: (node: Node) => Region;
  /** The node's text, cut from the source: asking the tree for it is slow. */
  readonly textOf: (node: Node) => string;
  problem: string | undefined;
}
