/** A token of GitHub's expression language with its place in the text. */
export interface Token {
  readonly kind: 'name' | 'string' | 'number' | 'sign';
  /** A string without its quotes; a name and a sign as written. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const TOKEN =
  /\s+|(?<name>[A-Za-z_][\w-]*)|'(?<string>(?:[^']|'')*)'|(?<number>[+-]?(?:0x[0-9A-Fa-f]+|0o[0-7]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?))|(?<sign>&&|\|\||[=!<>]=|[()[\].,*!<>])/y;

/**
 * Cuts an expression into tokens (https://docs.github.com/en/actions/reference/workflows-and-actions/expressions);
 * `undefined` if something is none, which GitHub refuses. `from` is added to every place.
 */
export function tokensOf(text: string, from: number): readonly Token[] | undefined {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  while (pattern.lastIndex < text.length) {
    const start = pattern.lastIndex;
    const match = pattern.exec(text);
    if (match === null) return undefined;
    const [kind, value] = Object.entries(match.groups ?? {}).find(([, found]) => found !== undefined) ?? [];
    if (value === undefined || !isKind(kind)) continue;
    tokens.push({
      kind,
      value: kind === 'string' ? value.replaceAll("''", "'") : value,
      start: from + start,
      end: from + pattern.lastIndex,
    });
  }
  return tokens;
}

function isKind(name: string | undefined): name is Token['kind'] {
  return name === 'name' || name === 'string' || name === 'number' || name === 'sign';
}
