// Controls that JSON lets stand in strings, and characters that change how a line reads: as in model/text.ts.
const UNSAFE = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * JSON that may be printed anywhere: what a terminal or the runner (`##[`, see `withoutCommands`) would act on is written as `\uXXXX`, which
 * every parser reads as the same text. Takes what `JSON.stringify` gave; the value stays equal, but for halves of surrogate pairs.
 */
export function harmlessJson(json: string): string {
  return replaceHalfPairs(json)
    .replaceAll('##[', '#\\u0023[')
    .replace(UNSAFE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** `JSON.stringify` escapes a surrogate only where its other half is missing (ECMA-262 §25.5.2.3), and strict parsers refuse that. */
function replaceHalfPairs(json: string): string {
  return json.replace(/\\(?:u(d[89a-f][0-9a-f]{2})|.)/gi, (sequence, half) =>
    half === undefined ? sequence : '\\ufffd',
  );
}

/** Half a surrogate pair has no form in UTF-8 and stops strict parsers: it becomes U+FFFD. */
export function wellFormed(text: string): string {
  return text.replace(LONE_SURROGATE, '\ufffd');
}
