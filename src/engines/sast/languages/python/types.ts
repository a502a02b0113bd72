/** Types that are another type in other clothes; the first argument is what counts. https://docs.python.org/3/library/typing.html */
const WRAPPERS =
  /^(?:typing\.|t\.|typing_extensions\.)?(?:Optional|Annotated|Final|ClassVar|Required|NotRequired|ReadOnly)\[([\s\S]*)\]$/;

/**
 * A type as it is written, without its arguments: `list[str]` is `list`, `Optional[Request]`, `Request | None` and `"Request"` are `Request`;
 * `undefined` for a union of several and for what is no name.
 */
export function writtenType(text: string): string | undefined {
  let type = text.trim();
  for (let depth = 0; depth < 5; depth += 1) {
    const quoted = /^(["'])(.*)\1$/s.exec(type);
    const wrapped = WRAPPERS.exec(type);
    if (quoted !== null) type = (quoted[2] ?? '').trim();
    else if (wrapped !== null) type = firstArgument(wrapped[1] ?? '');
    else break;
  }
  const alternatives = topLevel(type, '|').filter((alternative) => alternative !== 'None');
  const only = alternatives.length === 1 ? alternatives[0] : undefined;
  return only === undefined ? undefined : /^[A-Za-z_][\w.]*/.exec(only)?.[0];
}

function firstArgument(list: string): string {
  return topLevel(list, ',')[0] ?? '';
}

function topLevel(text: string, separator: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const character of text) {
    if ('[('.includes(character)) depth += 1;
    if ('])'.includes(character)) depth -= 1;
    if (character === separator && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts.map((part) => part.trim());
}
