import type { Node, Tree } from 'web-tree-sitter';

/** Of code with a broken part the parser understands nearly everything; of something else next to nothing. */
const MOSTLY = 0.5;
const MAX_NODES = 20_000;

/** What of a text the parser did not understand, as one clause; what it did understand is there all the same. */
export function parseProblem(tree: Tree, text: string): string | undefined {
  const root = tree.rootNode;
  if (!root.hasError) return undefined;
  if (root.isError || brokenCharacters(root) > MOSTLY * text.length) return 'most of it could not be parsed';
  return `could not be parsed at line ${lineOfError(root)}: what belongs to that was left out`;
}

function brokenCharacters(root: Node): number {
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
  return broken;
}

/** The line, from 1, of the first node that is an error or missing: only its ancestors have errors. */
function lineOfError(root: Node): number {
  const cursor = root.walk();
  try {
    let more = cursor.gotoFirstChild();
    for (let nodes = 0; more && nodes < MAX_NODES; nodes += 1) {
      const { isError, isMissing, hasError } = cursor.currentNode;
      if (isError || isMissing) break;
      more = hasError ? cursor.gotoFirstChild() : cursor.gotoNextSibling();
    }
    return cursor.startPosition.row + 1;
  } finally {
    cursor.delete();
  }
}
