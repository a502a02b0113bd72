/**
 * The lines of the new side that a unified diff adds or changes, from 1. Reads the hunks alone, as GitHub gives them; what is no hunk is
 * passed over. (https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html)
 */
export function patchLines(patch: string): ReadonlySet<number> {
  const lines = new Set<number>();
  let next = 0;
  let left = 0;
  for (const line of patch.split('\n')) {
    const hunk = left > 0 ? null : /^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (hunk !== null) {
      next = Number(hunk[1]);
      left = Number(hunk[2] ?? 1);
    } else if (left > 0 && !line.startsWith('-') && !line.startsWith('\\')) {
      if (line.startsWith('+')) lines.add(next);
      next += 1;
      left -= 1;
    }
  }
  return lines;
}
