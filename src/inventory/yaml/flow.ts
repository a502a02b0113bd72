import { unquote } from './scalar.ts';
import type { YamlEntry, YamlMap, YamlValue } from './tree.ts';

/** A comment, a quoted text, a bracket, a comma, a colon before white space or a bracket, or plain text up to one of these. */
const TOKEN =
  /(?<=\s)#.*|"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[[\]{},]|:(?=[\s[\]{},]|$)|(?:[^\s[\]{},:]|:(?![\s[\]{},]|$))(?:[^\s[\]{},:]|:(?![\s[\]{},]|$)|[ \t]+(?![\s[\]{},:#]|$))*/g;

interface Open {
  readonly map: YamlMap | undefined;
  readonly list: YamlEntry[];
  key: string | undefined;
}

/**
 * A flow collection (`{integrity: sha512-…, tarball: …}`, `[a, b]`); `undefined` when it is none.
 * Iterative, so that no depth can exhaust the stack; takes time in proportion to the text.
 */
export function parseFlow(text: string, line: number): YamlValue | undefined {
  const stack: Open[] = [];
  let end = 0;
  let pending: string | undefined;
  let result: YamlValue | undefined;
  const put = (open: Open, value: YamlValue): void => {
    if (open.map === undefined) open.list.push({ line, value });
    else open.map.set(open.key ?? '', { line, value });
    open.key = undefined;
  };
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if ((result !== undefined && !token.startsWith('#')) || /[^\s]/.test(text.slice(end, index))) return undefined;
    end = index + token.length;
    if (token.startsWith('#')) continue;
    const open = stack.at(-1);
    if (token === '{' || token === '[') {
      stack.push({ map: token === '{' ? new Map() : undefined, list: [], key: undefined });
      continue;
    }
    if (open === undefined) return undefined;
    if (token === ':') {
      if (open.map === undefined || pending === undefined) return undefined;
      open.key = pending;
      pending = undefined;
    } else if (token === ',' || token === '}' || token === ']') {
      if (pending !== undefined) {
        if (open.map !== undefined && open.key === undefined) open.map.set(pending, { line, value: '' });
        else put(open, pending);
      } else if (open.key !== undefined) put(open, '');
      pending = undefined;
      if (token === ',') continue;
      if ((token === '}') !== (open.map !== undefined)) return undefined;
      stack.pop();
      const value = open.map ?? open.list;
      const outer = stack.at(-1);
      if (outer === undefined) result = value;
      else if (outer.map !== undefined && outer.key === undefined) return undefined;
      else put(outer, value);
    } else if (pending !== undefined) return undefined;
    else {
      pending = unquote(token);
      if (pending === undefined) return undefined;
    }
  }
  return /[^\s]/.test(text.slice(end)) ? undefined : result;
}
