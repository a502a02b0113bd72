import type { Node, Tree } from 'web-tree-sitter';
import type { Expression, Program, Statement } from '../../program.ts';
import { lowerFile, lowerTypes, readImports } from './declarations.ts';
import { lowerExpression } from './expressions.ts';
import type { Lowering } from './lowering.ts';
import { lowerStatement } from './statements.ts';

/** Far deeper than people nest, and far less than the stack of a worker holds (each level takes about five calls). */
const DEEPEST = 200;

/** A Go file as the little program; what is nested deeper than 200 levels is left out. Never throws for what a file holds. */
export function lowerGo(tree: Tree, text: string): Program {
  const lowering = createLowering(text);
  const { imports, openImports } = readImports(tree.rootNode, text);
  return { language: 'go', imports, openImports, body: lowerFile(tree.rootNode, lowering) };
}

function createLowering(text: string): Lowering {
  let depth = 0;
  let receiver: string | undefined;
  let before: Node | undefined;
  const lowering: Lowering = {
    text,
    within(lower, tooDeep) {
      if (depth >= DEEPEST) return tooDeep;
      depth++;
      const result = lower();
      depth--;
      return result;
    },
    withReceiver(name, lower) {
      const outer = receiver;
      receiver = name;
      const result = lower();
      receiver = outer;
      return result;
    },
    isReceiver: (name) => name === receiver,
    expression(node) {
      const span = { start: node.startIndex, end: node.endIndex };
      const tooDeep: Expression = { kind: 'other', word: 'too-deep', children: [], ...span };
      return lowering.within(() => lowerExpression(node, lowering), tooDeep);
    },
    before: () => before,
    statements: (nodes) =>
      lowering.within(
        () =>
          nodes.flatMap((node, index) => {
            before = nodes[index - 1];
            return statementsOf(node, lowering);
          }),
        [],
      ),
  };
  return lowering;
}

function statementsOf(node: Node, lowering: Lowering): readonly Statement[] {
  if (node.type !== 'type_declaration') return lowerStatement(node, lowering);
  return lowerTypes(node, lowering).map((definition) => ({
    kind: 'class',
    definition,
    start: definition.start,
    end: definition.end,
  }));
}
