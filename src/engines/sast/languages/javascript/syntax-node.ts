import type { Language, Tree, TreeCursor } from 'web-tree-sitter';

/** A named node of the tree as plain data. Operators are in it as the `operator` field of their parent. */
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
  'identifier',
  'property_identifier',
  'private_property_identifier',
  'shorthand_property_identifier',
  'shorthand_property_identifier_pattern',
  'type_identifier',
  'number',
  'this',
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
  'jsx_text',
  'jsx_closing_element',
]);
const IGNORED = new Set(['comment', 'html_comment', 'hash_bang_line', 'empty_statement']);
const BINARY = ['+', '-', '*', '/', '%', '**', '<<', '>>', '>>>', '&', '|', '^', '<', '>', '<=', '>=', '==', '!='];
const OPERATORS = new Set([
  ...BINARY,
  ...['===', '!==', '&&', '||', '??', 'in', 'instanceof', '!', '~', 'typeof', 'void', 'delete', '++', '--'],
  ...['+=', '-=', '*=', '/=', '%=', '**=', '<<=', '>>=', '>>>=', '&=', '|=', '^=', '&&=', '||=', '??='],
]);

type Treatment = 'descend' | 'leaf' | 'skip' | 'operator';

/** What becomes of the nodes of each type, by the number of the type: every access to tree-sitter is a call into WebAssembly. */
const treatments = new WeakMap<Language, readonly Treatment[]>();

function treatmentsOf(language: Language): readonly Treatment[] {
  const known = treatments.get(language);
  if (known !== undefined) return known;
  const made = language.types.map((type, id) => treatmentOf(type, language.nodeTypeIsNamed(id)));
  treatments.set(language, made);
  return made;
}

function treatmentOf(type: string, isNamed: boolean): Treatment {
  if (!isNamed) return OPERATORS.has(type) ? 'operator' : 'skip';
  if (IGNORED.has(type)) return 'skip';
  return LEAVES.has(type) ? 'leaf' : 'descend';
}

/** Copies a tree in one walk. Never throws; levels below `MAX_DEPTH` are missing. */
export function readTree(tree: Tree): SyntaxNode {
  const cursor = tree.walk();
  try {
    return walk(cursor, tree.language);
  } finally {
    cursor.delete();
  }
}

function walk(cursor: TreeCursor, language: Language): SyntaxNode {
  const treatmentById = treatmentsOf(language);
  const root = read(cursor, language, cursor.nodeTypeId);
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
    const id = cursor.nodeTypeId;
    // The number of an error node is outside the table.
    const treatment = treatmentById[id] ?? 'descend';
    const node = treatment === 'skip' ? undefined : read(cursor, language, id);
    if (node !== undefined && (treatment !== 'operator' || node.field === 'operator')) {
      ancestors.at(-1)?.children.push(node);
    }
    if (node !== undefined && treatment === 'descend' && ancestors.length < MAX_DEPTH && cursor.gotoFirstChild()) {
      ancestors.push(node);
    } else {
      descends = cursor.gotoNextSibling();
    }
  }
  return root;
}

function read(cursor: TreeCursor, language: Language, id: number): OpenNode {
  const field = language.fields[cursor.currentFieldId] ?? '';
  return {
    type: language.types[id] ?? 'ERROR',
    field,
    start: cursor.startIndex,
    end: cursor.endIndex,
    children: [],
  };
}

/** The child in a field; the first where there are several. */
export function childIn(node: SyntaxNode, field: string): SyntaxNode | undefined {
  for (const child of node.children) if (child.field === field) return child;
  return undefined;
}

/** The first child of one of the types. */
export function childOf(node: SyntaxNode, ...types: readonly string[]): SyntaxNode | undefined {
  return node.children.find((child) => types.includes(child.type));
}
