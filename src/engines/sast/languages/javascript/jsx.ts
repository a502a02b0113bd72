import type { Entry, Expression } from '../../program.ts';
import { type Lowering, spanOf, textOf } from './lowering.ts';
import { childIn, type SyntaxNode } from './syntax-node.ts';

const ATTRIBUTES = new Set(['jsx_attribute', 'jsx_expression']);
const WITHOUT_VALUE = new Set(['jsx_text', 'jsx_opening_element', 'jsx_closing_element', 'html_character_reference']);

/** `<a href={x}>…</a>`: a record of type `jsx.a` with the attributes as entries, and then what stands in it. */
export function lowerElement(node: SyntaxNode, lowering: Lowering): Expression {
  const opening = childIn(node, 'open_tag') ?? node;
  const name = childIn(opening, 'name');
  const attributes: Expression = {
    ...spanOf(opening),
    kind: 'record',
    type: name === undefined ? 'jsx' : `jsx.${textOf(name, lowering)}`,
    entries: opening.children.filter((child) => ATTRIBUTES.has(child.type)).map((child) => entryOf(child, lowering)),
  };
  const content = opening === node ? [] : node.children.filter((child) => !WITHOUT_VALUE.has(child.type));
  const children = [attributes, ...content.map((child) => lowering.expression(child))];
  return { ...spanOf(node), kind: 'other', word: 'jsx', children };
}

function entryOf(node: SyntaxNode, lowering: Lowering): Entry {
  if (node.type === 'jsx_expression')
    return { key: undefined, keySpan: spanOf(node), value: lowering.expression(node) };
  const [key, value] = node.children;
  const keySpan = spanOf(key ?? node);
  return {
    key: key === undefined ? undefined : textOf(key, lowering),
    keySpan,
    value: value === undefined ? { ...keySpan, kind: 'literal', value: true } : lowering.expression(value),
  };
}
