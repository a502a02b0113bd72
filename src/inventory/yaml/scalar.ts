/** A scalar without its quotes; plain ones as they are, `null` and `~` as nothing; `undefined` for broken quotes, tags, anchors and aliases. */
export function unquote(text: string): string | undefined {
  if (text.startsWith('"')) return unquoteDouble(text);
  if (text.startsWith("'")) {
    return /^'(?:[^']|'')*'$/.test(text) ? text.slice(1, -1).replaceAll("''", "'") : undefined;
  }
  if (/^[&*!|>%@`]/.test(text)) return undefined;
  return text === 'null' || text === '~' ? '' : text;
}

/** The escapes that JSON and YAML share, and `\xNN`. */
function unquoteDouble(text: string): string | undefined {
  if (!text.includes('\\')) return /^"[^"]*"$/.test(text) ? text.slice(1, -1) : undefined;
  try {
    const value: unknown = JSON.parse(
      text.replace(/\\(?:x([0-9A-Fa-f]{2})|.)/g, (whole, hex) => (hex === undefined ? whole : `\\u00${hex}`)),
    );
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
