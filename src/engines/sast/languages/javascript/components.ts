import type { FilePath } from '../../../../model/path.ts';

/** Files of markup with scripts in them: https://vuejs.org/api/sfc-spec.html, https://svelte.dev/docs/svelte/svelte-files, https://docs.astro.build/en/basics/astro-components/ */
const COMPONENT = /\.(?:vue|svelte|astro)$/i;

const MAX_ATTRIBUTES = 1_000;
/** What a `type` says where the content is no program: https://html.spec.whatwg.org/multipage/scripting.html#attr-script-type */
const NO_PROGRAM = /\btype\s*=\s*["']?(?!["']?(?:module|ts|(?:text|application)\/(?:x-)?(?:java|ecma|type)script)\b)/i;

export function isComponent(path: FilePath): boolean {
  return COMPONENT.test(path);
}

/** The scripts of a component, each at its own place: all else becomes spaces, so that offsets and lines stay what they are. */
export function scriptsOf(path: FilePath, text: string): string {
  let code = '';
  for (const { start, end } of [...frontMatter(path, text), ...scripts(text)]) {
    if (start < code.length) continue;
    // The scripts are one program, and the end of one is the end of its last statement.
    code += `${blank(text.slice(code.length, start))}${text.slice(start, end)};`;
  }
  return code + blank(text.slice(code.length));
}

/** `end` is exclusive, and what stands there is no code. */
interface Script {
  readonly start: number;
  readonly end: number;
}

/** Code that runs where an Astro page is made, between two lines of dashes at the head of the file. */
function frontMatter(path: FilePath, text: string): readonly Script[] {
  const fence = /\.astro$/i.test(path) ? /^\s*---[^\S\n]*\n/.exec(text)?.[0] : undefined;
  if (fence === undefined) return [];
  const end = text.indexOf('\n---', fence.length - 1);
  return end === -1 ? [] : [{ start: fence.length, end: end + 1 }];
}

function scripts(text: string): readonly Script[] {
  const found: Script[] = [];
  for (const { index } of text.matchAll(/<script\b/gi)) {
    const start = endOfTag(text, index);
    if (index < (found.at(-1)?.end ?? 0) || start === undefined) continue;
    if (NO_PROGRAM.test(text.slice(index, start))) continue;
    const closing = /<\/script\b/gi;
    closing.lastIndex = start;
    const end = closing.exec(text)?.index;
    // Where one has no end, nothing further down has one.
    if (end === undefined) break;
    found.push({ start, end });
  }
  return found;
}

/** Behind the `>` of a tag; one may stand in quotes before (`generic="T extends List<string>"`). `undefined` where the tag ends itself or is none. */
function endOfTag(text: string, from: number): number | undefined {
  let quote = '';
  for (let at = from; at < Math.min(text.length, from + MAX_ATTRIBUTES); at += 1) {
    const sign = text[at] ?? '';
    if (quote === '' && sign === '>') return text[at - 1] === '/' ? undefined : at + 1;
    if (quote === '' && sign === '<' && at > from) return undefined;
    if (quote === '' && (sign === '"' || sign === "'")) quote = sign;
    else if (sign === quote) quote = '';
  }
  return undefined;
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
