import type { Tree } from 'web-tree-sitter';
import type { Program } from '../../program.ts';
import { lowerClass } from './classes.ts';
import { lowerExpression } from './expressions.ts';
import { lowerFunction } from './functions.ts';
import { createImports } from './imports.ts';
import type { Lowering } from './lowering.ts';
import { lowerStatement } from './statements.ts';
import { readTree } from './syntax-node.ts';
import { lowerTarget } from './targets.ts';

/** The little program of a JavaScript, TypeScript or TSX file; never throws, and bounded in depth by the copy of the tree. */
export function lower(tree: Tree, text: string): Program {
  const imports = createImports();
  const lowering: Lowering = {
    text,
    imports,
    hasServerActions: /^(?:\s|\/\/.*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)*['"]use server['"]/.test(text.slice(0, 2_000)),
    expression: (node) => lowerExpression(node, lowering),
    statements: (nodes) => nodes.flatMap((node) => lowerStatement(node, lowering)),
    target: (node, type) => lowerTarget(node, lowering, type),
    functionOf: (node, naming) => lowerFunction(node, lowering, naming),
    classOf: (node, naming) => lowerClass(node, lowering, naming),
  };
  const body = lowering.statements(readTree(tree).children);
  return { language: 'javascript', imports: imports.map, openImports: [], usualNames: USUAL_NAMES, body };
}

/** Parts of programs that are shown without their beginnings, and scripts of pages that other scripts of the page prepare. */
const USUAL_NAMES: ReadonlyMap<string, string> = new Map([
  ['$', 'jquery'],
  ['jQuery', 'jquery'],
  ['req', 'http.IncomingMessage'],
  ['res', 'http.ServerResponse'],
  ['jwt', 'jsonwebtoken'],
]);
