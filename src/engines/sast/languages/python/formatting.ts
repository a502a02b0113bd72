import type { Argument, Expression } from '../../program.ts';
import { spanOf } from './lowering.ts';
import { joined, NUMBER_CODES, number } from './strings.ts';
import type { SyntaxNode } from './syntax-node.ts';

/** printf-style: `%(name)-5.2s`. https://docs.python.org/3/library/stdtypes.html#printf-style-string-formatting */
const PERCENT = /%(?:\(([^)]*)\))?[-#0 +]*(?:\*|\d+)?(?:\.(?:\*|\d+))?[hlL]?([a-zA-Z%])/g;
/** A replacement field without nested ones: `{0.name!r:>8}`. https://docs.python.org/3/library/string.html#format-string-syntax */
const BRACES = /\{\{|\}\}|\{([^{}:!]*)(?:![rsa])?(?::([^{}]*))?\}/g;

type Piece = { readonly text: string } | { readonly value: Expression };

/** `format % values`: the fixed pieces and what stands between them; a number's code makes a number of its value. */
export function percentFormat(node: SyntaxNode, format: Expression, values: Expression): Expression {
  if (format.kind !== 'text') return joined(node, [format, ...(values.kind === 'list' ? values.items : [values])]);
  const items = values.kind === 'list' ? values.items : [values];
  let position = 0;
  return pieces(node, format, PERCENT, ([, key, code]) => {
    if (code === '%') return { text: '%' };
    const value = key === undefined ? (items[position++] ?? items.at(-1)) : entry(values, key);
    return { value: /[diouxXeEfFgGc]/.test(code ?? '') ? number(value ?? values) : (value ?? values) };
  });
}

function entry(values: Expression, key: string): Expression {
  if (values.kind !== 'record') return values;
  return values.entries.find((one) => one.key === key)?.value ?? values;
}

/** `"… {} …".format(a, b=c)`. */
export function braceFormat(node: SyntaxNode, format: Expression, values: readonly Argument[]): Expression {
  if (format.kind !== 'text') return joined(node, [format, ...values.map((value) => value.value)]);
  let position = 0;
  return pieces(node, format, BRACES, ([whole, field, code]) => {
    if (whole === '{{' || whole === '}}') return { text: whole.slice(1) };
    const name = /^[^.[]*/.exec(field ?? '')?.[0] ?? '';
    const value = argumentOf(values, name === '' ? String(position++) : name);
    if (value === undefined) return { text: whole };
    return { value: code !== undefined && NUMBER_CODES.test(code) ? number(value) : value };
  });
}

function argumentOf(values: readonly Argument[], selector: string): Expression | undefined {
  const spread = values.find((value) => value.isSpread)?.value;
  if (!/^\d+$/.test(selector)) return values.find((value) => value.name === selector)?.value ?? spread;
  const positional = values.filter((value) => value.name === undefined && !value.isSpread);
  return positional[Number(selector)]?.value ?? spread;
}

function pieces(
  node: SyntaxNode,
  format: Expression & { readonly kind: 'text' },
  pattern: RegExp,
  piece: (match: RegExpMatchArray) => Piece,
): Expression {
  const parts: Expression[] = [];
  const fixed = (value: string) => {
    if (value !== '') parts.push({ kind: 'text', value, ...spanOf(format) });
  };
  let end = 0;
  for (const match of format.value.matchAll(pattern)) {
    fixed(format.value.slice(end, match.index));
    const found = piece(match);
    if ('text' in found) fixed(found.text);
    else parts.push(found.value);
    end = match.index + match[0].length;
  }
  fixed(format.value.slice(end));
  return joined(node, parts);
}
