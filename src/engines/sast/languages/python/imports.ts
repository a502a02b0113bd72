import type { SyntaxNode } from './syntax-node.ts';

export interface Imports {
  readonly names: ReadonlyMap<string, string>;
  readonly open: readonly string[];
}

const STATEMENTS = new Set(['import_statement', 'import_from_statement', 'future_import_statement']);

/**
 * What local names stand for, from the imports of the whole file: those in functions and `try` too. The first meaning of a name counts.
 * Relative modules keep their dots: `.models.User`.
 */
export function readImports(root: SyntaxNode, text: string): Imports {
  const names = new Map<string, string>();
  const open: string[] = [];
  const waiting: SyntaxNode[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (STATEMENTS.has(node.type)) readStatement(node, text, names, open);
    else if (mayHoldStatements(node)) waiting.push(...[...node.children].reverse());
  }
  return { names, open };
}

/** Imports stand in statements only, and most nodes are expressions. */
function mayHoldStatements(node: SyntaxNode): boolean {
  return /_statement$|^(?:module|block|ERROR|decorated_definition|.*_clause|(?:function|class)_definition)$/.test(
    node.type,
  );
}

function readStatement(node: SyntaxNode, text: string, names: Map<string, string>, open: string[]): void {
  const moduleNode = node.children.find((child) => child.field === 'module_name');
  const module = moduleNode === undefined ? undefined : textOf(moduleNode, text);
  for (const child of node.children) {
    if (child.type === 'wildcard_import' && module !== undefined) open.push(module);
    if (child.field !== 'name') continue;
    const [name, alias] = child.type === 'aliased_import' ? child.children : [child];
    if (name === undefined) continue;
    const imported = textOf(name, text);
    const local = alias === undefined ? imported : textOf(alias, text);
    if (module === undefined)
      add(names, alias === undefined ? firstName(local) : local, alias === undefined ? firstName(imported) : imported);
    else add(names, local, module.endsWith('.') ? module + imported : `${module}.${imported}`);
  }
}

function add(names: Map<string, string>, local: string, path: string): void {
  if (!names.has(local)) names.set(local, path);
}

/** `import a.b` makes `a` known. */
function firstName(dotted: string): string {
  return dotted.split('.')[0] ?? dotted;
}

function textOf(node: SyntaxNode, text: string): string {
  return text.slice(node.start, node.end).replace(/\s+/g, '');
}
