import type { Tree } from 'web-tree-sitter';
import type { Expression, Program, Statement } from '../../program.ts';
import { lowerExpression } from './expressions.ts';
import { readImports } from './imports.ts';
import { type Lowering, other } from './lowering.ts';
import { lowerStatement } from './statements.ts';
import { readTree, type SyntaxNode } from './syntax-node.ts';

/** Deeper than any code that people write; what is deeper is left out, so that nobody who walks the program runs out of stack. */
const MAX_DEPTH = 200;

/** Makes a program of a Python syntax tree. Never throws for what a file holds; nesting is bounded. */
export function lower(tree: Tree, text: string): Program {
  const root = readTree(tree, text);
  const imports = readImports(root, text);
  const body = createLowering(text).statements(root.children);
  return { language: 'python', imports: imports.names, openImports: imports.open, body };
}

function createLowering(text: string): Lowering {
  let depth = 0;
  const deeper = <Lowered>(lowerPart: () => Lowered, tooDeep: Lowered): Lowered => {
    if (depth >= MAX_DEPTH) return tooDeep;
    depth += 1;
    const lowered = lowerPart();
    depth -= 1;
    return lowered;
  };
  const lowering: Lowering = {
    text,
    expression: (node: SyntaxNode): Expression =>
      deeper(() => lowerExpression(node, lowering), other(node, 'too deep', [])),
    statements: (nodes: readonly SyntaxNode[]): readonly Statement[] =>
      deeper(() => nodes.flatMap((node) => lowerStatement(node, lowering)), []),
  };
  return lowering;
}
