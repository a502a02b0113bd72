/**
 * Whether a YAML text may nest deeper than `limit`. The parser recurses, and a stack that is nearly full does not always end in an
 * exception: the engine's regular-expression compiler aborts the whole process there (measured with 5,000 brackets on Node 20).
 * So depth is bounded before parsing, from above and by characters alone: open brackets, and per line the indentation and its markers.
 */
export function mayNestDeeperThan(limit: number, text: string): boolean {
  return bracketsExceed(limit, text) || indentationExceeds(limit, text);
}

function bracketsExceed(limit: number, text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x5b || code === 0x7b) depth += 1;
    else if ((code === 0x5d || code === 0x7d) && depth > 0) depth -= 1;
    if (depth > limit) return true;
  }
  return false;
}

/** A level of block nesting takes a column more than its parent, or a marker (`- `, `? `, `: `) on the line of its parent. */
function indentationExceeds(limit: number, text: string): boolean {
  const open: number[] = [];
  for (const line of text.split('\n')) {
    const markers = /^[ \t]*(?:[-?:][ \t]+)*/.exec(line)?.[0] ?? '';
    const indent = line.length - line.trimStart().length;
    if (line.trim() === '') continue;
    while (open.length > 0 && (open[open.length - 1] ?? 0) >= indent) open.pop();
    for (let at = indent; at < markers.length; at += 1) if (/[-?:]/.test(markers.charAt(at))) open.push(at);
    open.push(markers.length);
    if (open.length > limit) return true;
  }
  return false;
}
