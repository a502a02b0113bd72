import type { Tree, TreeCursor } from 'web-tree-sitter';

/** A named node of the tree as plain data. Operators and keywords that matter are in it as `operator` and `kind` fields of their parent. */
export interface SyntaxNode {
  readonly type: string;
  /** The name of the field of the parent that it stands in; empty for none. */
  readonly field: string;
  readonly start: number;
  readonly end: number;
  readonly children: readonly SyntaxNode[];
}

interface OpenNode extends SyntaxNode {
  readonly children: OpenNode[];
}

/** Deeper than any code that people write; what is deeper is left out, so that nobody who walks the tree runs out of stack. */
const MAX_DEPTH = 400;

/** Read from the text as a whole, or without meaning for values. */
const LEAVES = new Set([
  'string',
  'regex',
  'type_annotation',
  'type_arguments',
  'type_parameters',
  'interface_declaration',
  'type_alias_declaration',
  'ambient_declaration',
  'function_signature',
  'import_attribute',
  'jsx_closing_element',
]);
const IGNORED = new Set(['comment', 'html_comment', 'hash_bang_line', 'empty_statement']);
const KEPT_FIELDS = new Set(['operator', 'kind']);

/**
 * Copies a tree in one walk: every access to tree-sitter is a call into WebAssembly, so each node is read once.
 * Never throws; levels below `MAX_DEPTH` are missing.
 */
export function readTree(tree: Tree): SyntaxNode {
  const cursor = tree.walk();
  try {
    return walk(cursor);
  } finally {
    cursor.delete();
  }
}

function walk(cursor: TreeCursor): SyntaxNode {
  const root = read(cursor, '');
  const ancestors = [root];
  let descends = cursor.gotoFirstChild();
  while (ancestors.length > 0) {
    if (!descends) {
      ancestors.pop();
      if (ancestors.length === 0) break;
      cursor.gotoParent();
      descends = cursor.gotoNextSibling();
      continue;
    }
    const node = readChild(cursor);
    const parent = ancestors.at(-1);
    if (node !== undefined) parent?.children.push(node);
    if (node !== undefined && !LEAVES.has(node.type) && ancestors.length < MAX_DEPTH && cursor.gotoFirstChild()) {
      ancestors.push(node);
    } else {
      descends = cursor.gotoNextSibling();
    }
  }
  return root;
}

function readChild(cursor: TreeCursor): OpenNode | undefined {
  if (cursor.nodeIsNamed) {
    const node = IGNORED.has(cursor.nodeType) ? undefined : read(cursor, cursor.currentFieldName ?? '');
    return node;
  }
  const field = cursor.currentFieldName ?? '';
  return KEPT_FIELDS.has(field) ? read(cursor, field) : undefined;
}

function read(cursor: TreeCursor, field: string): OpenNode {
  return { type: cursor.nodeType, field, start: cursor.startIndex, end: cursor.endIndex, children: [] };
}

/** The child in a field; the first where there are several. */
export function childIn(node: SyntaxNode, field: string): SyntaxNode | undefined {
  return node.children.find((child) => child.field === field);
}

/** The first child of one of the types. */
export function childOf(node: SyntaxNode, ...types: readonly string[]): SyntaxNode | undefined {
  return node.children.find((child) => types.includes(child.type));
}
