import type { JsonObject } from './fields.ts';
import { asList, asText, cut, field } from './fields.ts';
import { MAX_MESSAGE } from './limits.ts';
import type { FoundRule } from './rules.ts';

/**
 * The plain text of a result's message (§3.11): its own, or the one that its id names in the rule or in the driver's global texts,
 * with arguments put in and links reduced to their words. `undefined` where there is none.
 */
export function messageText(
  message: unknown,
  rule: FoundRule | undefined,
  globalMessages: JsonObject | undefined,
): string | undefined {
  const text =
    asText(field(message, 'text'), MAX_MESSAGE) ??
    named(field(message, 'id'), rule, globalMessages) ??
    asText(field(message, 'markdown'), MAX_MESSAGE);
  if (text === undefined) return undefined;
  const values = asList(field(message, 'arguments')).map((argument) => (typeof argument === 'string' ? argument : ''));
  return cut(withoutLinks(withArguments(text, values)), MAX_MESSAGE);
}

function named(id: unknown, rule: FoundRule | undefined, globalMessages: JsonObject | undefined): string | undefined {
  if (typeof id !== 'string') return undefined;
  const found = field(rule?.messages, id) ?? field(globalMessages, id);
  return asText(field(found, 'text'), MAX_MESSAGE) ?? asText(field(found, 'markdown'), MAX_MESSAGE);
}

/** `{0}` is the first argument, `{{` and `}}` are braces (§3.11.5). Without arguments nothing is replaced: most writers do not escape. */
function withArguments(text: string, values: readonly string[]): string {
  if (values.length === 0) return text;
  return text.replace(/\{\{|\}\}|\{(\d{1,3})\}/g, (whole, index: string | undefined) => {
    if (index === undefined) return whole.charAt(0);
    return values[Number(index)] ?? whole;
  });
}

/** `[words](1)` and `[words](https://…)` are embedded links (§3.11.6). */
function withoutLinks(text: string): string {
  return text
    .replace(/(?<!\\)\[([^\][]{1,500})\]\((?:\d{1,6}|https?:[^\s()]{1,2000})\)/g, '$1')
    .replace(/\\([[\]])/g, '$1');
}
