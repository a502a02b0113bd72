import type { Tree, TreeCursor } from 'web-tree-sitter';

/** A named node of the tree as plain data, without comments. */
export interface SyntaxNode {
  readonly type: string;
  /** The name of the field of the parent that it stands in; empty for none. */
  readonly field: string;
  readonly start: number;
  readonly end: number;
  readonly children: readonly SyntaxNode[];
  /** Operators and keywords between the children, where they say what the node means. */
  readonly words: readonly string[];
}

interface OpenNode extends SyntaxNode {
  readonly children: OpenNode[];
  readonly words: string[];
}

/** Nodes that have nothing below them, or are read from their text. */
const LEAVES = new Set([
  'identifier',
  'integer',
  'float',
  'true',
  'false',
  'none',
  'ellipsis',
  'string_content',
  'string_start',
  'string_end',
  'format_specifier',
  'type_conversion',
  'escape_interpolation',
  'escape_sequence',
  'dotted_name',
  'relative_import',
  'wildcard_import',
  'import_prefix',
  'pass_statement',
  'break_statement',
  'continue_statement',
]);
const IGNORED = new Set(['comment', 'line_continuation']);
const WITH_WORDS = new Set([
  'binary_operator',
  'boolean_operator',
  'comparison_operator',
  'unary_operator',
  'augmented_assignment',
]);

/**
 * Copies a tree in one walk without recursion: every access to tree-sitter is a call into WebAssembly, so each node is read once, and what
 * nobody will look at (tokens, the inside of plain strings) not at all.
 */
export function readTree(tree: Tree, text: string): SyntaxNode {
  const cursor = tree.walk();
  try {
    return walk(cursor, tree.language.types, tree.language.fields, text);
  } finally {
    cursor.delete();
  }
}

function walk(
  cursor: TreeCursor,
  types: readonly string[],
  fields: readonly (string | null)[],
  text: string,
): SyntaxNode {
  const root = open('module', '', 0, text.length);
  const ancestors = [root];
  let descends = cursor.gotoFirstChild();
  while (ancestors.length > 0) {
    const parent = ancestors.at(-1) ?? root;
    if (!descends) {
      ancestors.pop();
      if (ancestors.length === 0) break;
      cursor.gotoParent();
      descends = cursor.gotoNextSibling();
      continue;
    }
    const type = types[cursor.nodeTypeId] ?? 'ERROR';
    const node = isNamed(cursor, type) && !IGNORED.has(type) ? readNode(cursor, type, fields) : undefined;
    if (node !== undefined) parent.children.push(node);
    else if (WITH_WORDS.has(parent.type) && !IGNORED.has(type)) parent.words.push(type);
    if (node !== undefined && isOpened(node, text) && cursor.gotoFirstChild()) ancestors.push(node);
    else descends = cursor.gotoNextSibling();
  }
  return root;
}

/** Keywords, which are nodes without a name; those of `AMBIGUOUS` are also the names of nodes. */
const KEYWORDS = new Set([
  ...[
    'import',
    'from',
    '__future__',
    'as',
    'print',
    'assert',
    'return',
    'del',
    'raise',
    'pass',
    'break',
    'continue',
    'if',
    'elif',
  ],
  ...[
    'else',
    'match',
    'case',
    'async',
    'for',
    'in',
    'while',
    'try',
    'except',
    'finally',
    'with',
    'def',
    'global',
    'nonlocal',
    'exec',
  ],
  ...['class', '_', 'not', 'and', 'or', 'is', 'not in', 'is not'],
]);
const AMBIGUOUS = new Set(['lambda', 'await', 'yield', 'type']);

function isNamed(cursor: TreeCursor, type: string): boolean {
  if (AMBIGUOUS.has(type)) return cursor.nodeIsNamed;
  return /^[a-zA-Z]/.test(type) && !KEYWORDS.has(type);
}

function readNode(cursor: TreeCursor, type: string, fields: readonly (string | null)[]): OpenNode {
  return open(type, fields[cursor.currentFieldId] ?? '', cursor.startIndex, cursor.endIndex);
}

function open(type: string, field: string, start: number, end: number): OpenNode {
  return { type, field, start, end, children: [], words: [] };
}

/** Only a string with a filled-in part has something to read inside, and a type only where it calls something (`Annotated[str, Query()]`). */
function isOpened(node: SyntaxNode, text: string): boolean {
  if (LEAVES.has(node.type)) return false;
  if (node.type === 'string') return /^[a-z]*[ft]/i.test(text.slice(node.start, node.start + 3));
  if (node.type === 'type') return text.slice(node.start, node.end).includes('(');
  return true;
}

/** The child in a field; the first where there are several. */
export function childIn(node: SyntaxNode, field: string): SyntaxNode | undefined {
  return node.children.find((child) => child.field === field);
}

/** The first child of one of the types. */
export function childOf(node: SyntaxNode, ...types: readonly string[]): SyntaxNode | undefined {
  return node.children.find((child) => types.includes(child.type));
}
