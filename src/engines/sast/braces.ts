/** The innermost braces that hold a comma. */
const ALTERNATIVES = /\{([^{}]*,[^{}]*)\}/;

/** More paths than this are no family of one library any more. */
const MAX_PATHS = 500;

/** A path with alternatives in braces as all that it stands for, in order: `{javax,jakarta}.servlet.{A,B}` is four. Throws for more than 500. */
export function expandBraces(path: string): readonly string[] {
  const expanded = [path];
  for (let at = 0; at < expanded.length; ) {
    const found = ALTERNATIVES.exec(expanded[at] ?? '');
    if (found === null) {
      at += 1;
      continue;
    }
    const [braces, inner = ''] = found;
    const ways = inner.split(',').map((way) => (expanded[at] ?? '').replace(braces, () => way.trim()));
    expanded.splice(at, 1, ...ways);
    if (expanded.length > MAX_PATHS) throw new Error(`more than ${MAX_PATHS} paths in ${path.slice(0, 80)}`);
  }
  return [...new Set(expanded)];
}
