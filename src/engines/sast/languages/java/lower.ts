import type { Node, Tree } from 'web-tree-sitter';
import type { Program, Statement } from '../../program.ts';
import { createDecide, readAssignments } from './decided.ts';
import { lowerExpression } from './expressions.ts';
import { createFields } from './fields.ts';
import { readImports } from './imports.ts';
import { type Lowering, partsOf } from './lowering.ts';
import { isTypeDeclaration, lowerClass, lowerLambda, lowerMember } from './members.ts';
import { createRequestVariables } from './request-helpers.ts';
import { lowerStatement } from './statements.ts';

/** Far deeper than people nest, and far less than the stack of a worker holds (each level takes about five calls). */
const DEEPEST = 200;

const FUNCTION_VARIABLE =
  /\b(?:\w*Function|\w*Supplier|\w*Consumer|\w*Predicate|\w*Operator|Runnable|Callable)(?:<[^;={}()]{0,120}>)?\s+(\w+)\s*=/g;

/** Only where a lambda or a reference stands. */
function functionNames(text: string): ReadonlySet<string> {
  if (!text.includes('->') && !text.includes('::')) return new Set();
  return new Set(Array.from(text.matchAll(FUNCTION_VARIABLE), ([, name = '']) => name));
}

/** A Java file as the little program; what is nested deeper than 200 levels is left out. Never throws for what a file holds. */
export function lowerJava(tree: Tree, text: string): Program {
  const { imports, openImports } = readImports(tree.rootNode, text);
  const lowering = createLowering(tree.rootNode, text, imports);
  const body = partsOf(tree.rootNode).flatMap((node) => topLevel(node, lowering));
  return { language: 'java', imports, openImports, body };
}

/** Types, and what a parser makes of a broken file: members and statements without a class. */
function topLevel(node: Node, lowering: Lowering): readonly Statement[] {
  if (node.type === 'import_declaration' || node.type === 'package_declaration') return [];
  if (node.type === 'ERROR') return partsOf(node).flatMap((part) => topLevel(part, lowering));
  if (isTypeDeclaration(node) || /^(?:method|field|constructor)_declaration$/.test(node.type))
    return lowerMember(node, lowering);
  return lowering.statements([node]);
}

function createLowering(root: Node, text: string, imports: ReadonlyMap<string, string>): Lowering {
  const assignments = readAssignments(text);
  let depth = 0;
  const within = <Result>(lower: () => Result, tooDeep: Result): Result => {
    if (depth >= DEEPEST) return tooDeep;
    depth++;
    const result = lower();
    depth--;
    return result;
  };
  const lowering: Lowering = {
    text,
    imports,
    functionNames: functionNames(text),
    requests: createRequestVariables(text),
    isWeb: /\b(?:Http)?ServletResponse\b|\bJspWriter\b|\bPortletResponse\b/.test(text),
    expression(node) {
      const span = { start: node.startIndex, end: node.endIndex };
      return within(() => lowerExpression(node, lowering), { kind: 'other', word: 'too-deep', children: [], ...span });
    },
    statements: (nodes) => within(() => nodes.flatMap((node) => statementsOf(node, lowering)), []),
    members: (body) =>
      within(
        () => lowering.fields.inClass(body, () => partsOf(body).flatMap((node) => lowerMember(node, lowering))),
        [],
      ),
    lambda: (node) => lowerLambda(node, lowering),
    decide: createDecide(root, text, assignments),
    fields: createFields(text, (name) => assignments.places.get(name)?.length ?? 0),
  };
  return lowering;
}

function statementsOf(node: Node, lowering: Lowering): readonly Statement[] {
  return isTypeDeclaration(node) ? [lowerClass(node, lowering)] : lowerStatement(node, lowering);
}
