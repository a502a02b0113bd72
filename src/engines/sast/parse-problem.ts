import type { Tree } from 'web-tree-sitter';

/** Of code with a broken part the parser understands nearly everything; of something else next to nothing. */
const MOSTLY = 0.5;
const MAX_NODES = 20_000;

/** `not code` where most of the text is no code of the language. Parts that could not be parsed are left out and need no mention. */
export function parseProblem(tree: Tree, text: string): 'not code' | undefined {
  const root = tree.rootNode;
  if (!root.hasError) return undefined;
  if (root.isError) return 'not code';
  let broken = 0;
  const cursor = root.walk();
  try {
    let more = cursor.gotoFirstChild();
    for (let nodes = 0; more && nodes < MAX_NODES; nodes += 1) {
      if (cursor.nodeType === 'ERROR') broken += cursor.endIndex - cursor.startIndex;
      more = cursor.gotoNextSibling();
    }
  } finally {
    cursor.delete();
  }
  return broken > MOSTLY * text.length ? 'not code' : undefined;
}
