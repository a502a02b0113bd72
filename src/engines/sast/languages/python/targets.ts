import type { Target } from '../../program.ts';
import { type Lowering, spanOf, textOf } from './lowering.ts';
import type { SyntaxNode } from './syntax-node.ts';
import { writtenType } from './types.ts';

/** Deeper patterns than any that people write are left out. */
const MAX_DEPTH = 20;

const PATTERNS = new Set(['pattern_list', 'tuple_pattern', 'list_pattern', 'tuple', 'list', 'expression_list']);
const WRAPPERS = new Set([
  'list_splat_pattern',
  'list_splat',
  'dictionary_splat_pattern',
  'as_pattern_target',
  'parenthesized_expression',
]);

/** Where an assignment, a loop, a `with` or a parameter puts its value; `undefined` for what no value can go to. */
export function lowerTarget(node: SyntaxNode, lowering: Lowering, type?: SyntaxNode, depth = 0): Target | undefined {
  if (node.type === 'identifier') {
    const written = type === undefined ? undefined : writtenType(textOf(lowering, type));
    return {
      kind: 'variable',
      name: textOf(lowering, node),
      ...(written === undefined ? {} : { type: written }),
      ...spanOf(node),
    };
  }
  if (depth > MAX_DEPTH) return undefined;
  const [inner] = node.children;
  if (WRAPPERS.has(node.type)) return inner === undefined ? undefined : lowerTarget(inner, lowering, type, depth + 1);
  if (PATTERNS.has(node.type)) return patternOf(node, lowering, depth);
  const place = lowering.expression(node);
  return place.kind === 'member' || place.kind === 'index' ? { kind: 'place', place, ...spanOf(node) } : undefined;
}

function patternOf(node: SyntaxNode, lowering: Lowering, depth: number): Target {
  const parts = node.children.flatMap((child) => {
    const target = lowerTarget(child, lowering, undefined, depth + 1);
    return target === undefined ? [] : [{ property: undefined, target }];
  });
  return { kind: 'pattern', parts, ...spanOf(node) };
}
