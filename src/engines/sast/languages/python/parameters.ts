import type { Expression, Parameter } from '../../program.ts';
import { type Lowering, spanOf, textOf } from './lowering.ts';
import { childIn, childOf, type SyntaxNode } from './syntax-node.ts';
import { lowerTarget } from './targets.ts';
import { writtenType } from './types.ts';

const NAMES = ['identifier', 'list_splat_pattern', 'dictionary_splat_pattern', 'tuple_pattern', 'tuple'] as const;
/** A parameter that takes the rest has a collection of its type. */
const COLLECTING = new Set(['list_splat_pattern', 'dictionary_splat_pattern']);

/** The parameters of a `def` or `lambda`, in order; `*` and `/` alone are none. */
export function lowerParameters(node: SyntaxNode, lowering: Lowering): readonly Parameter[] {
  return node.children.flatMap((child) => {
    const named = NAMES.some((type) => type === child.type)
      ? child
      : (childIn(child, 'name') ?? childOf(child, ...NAMES));
    const type = childIn(child, 'type');
    const target = named === undefined ? undefined : lowerTarget(named, lowering, type);
    if (named === undefined || target === undefined) return [];
    return [{ ...rest(child, named, type, lowering), ...collected(named), target, ...spanOf(child) }];
  });
}

function collected(named: SyntaxNode): Pick<Parameter, 'collects'> {
  if (named.type === 'list_splat_pattern') return { collects: 'items' };
  return named.type === 'dictionary_splat_pattern' ? { collects: 'entries' } : {};
}

function rest(child: SyntaxNode, named: SyntaxNode, type: SyntaxNode | undefined, lowering: Lowering) {
  const written = type === undefined || COLLECTING.has(named.type) ? undefined : writtenType(textOf(lowering, type));
  const first = childIn(child, 'value');
  const value = first === undefined ? undefined : lowering.expression(first);
  return {
    decorators: [...annotationsOf(type, lowering), ...(value?.kind === 'call' ? [value] : [])],
    ...(written === undefined ? {} : { type: written }),
    ...(value === undefined ? {} : { default: value }),
  };
}

/** What `Annotated[str, Query()]` and a default of `Query()` say about a parameter (FastAPI, Typer). */
function annotationsOf(type: SyntaxNode | undefined, lowering: Lowering): readonly Expression[] {
  const calls: Expression[] = [];
  const open = type === undefined ? [] : [...type.children];
  for (let node = open.shift(); node !== undefined && calls.length < 8; node = open.shift()) {
    if (node.type === 'call') calls.push(lowering.expression(node));
    else open.push(...node.children);
  }
  return calls;
}
