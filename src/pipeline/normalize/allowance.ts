import type { Region } from '../../model/location.ts';
import type { FilePath } from '../../model/path.ts';
import type { InlineAllowance } from '../../model/result.ts';
import { shorten } from '../../model/text.ts';

const SHORTEST_REASON = 3;
const LONGEST_REASON = 200;
/** Longer lines are generated: nobody writes a comment there, and each of their results would search them again. */
const LONGEST_LINE = 10_000;
/** A comment of any language that begins with our word: `#`, `//`, `/*`, `--`, `;`, `%`, `<!--`, `{{!`, `{#`, `REM`. */
const ALLOWANCE =
  /^(.*?)(?:#|\/\/|\/\*+|--|;|%|<!--|\{\{!|\{#|\*|\bREM\b)\s*gatehouse:allow(?:\s+(\S+)(?:\s+(.*))?)?$/i;
const COMMENT_END = /\s*(?:\*\/|-->|#\}|\}\})\s*$/;

/**
 * The inline `gatehouse:allow RULE reason` that covers a result: on the line where it begins, or in a comment that has the line above to
 * itself. RULE is one of `names` (rule id, family, advisory), never a pattern; a reason of three characters or more is required. One without
 * is given with an empty reason, so that its author is told why it does not count. `lines` are already redacted, so that a reason carries no secret.
 */
export function findAllowance(
  lines: readonly string[],
  { startLine }: Region,
  names: ReadonlySet<string>,
  path: FilePath,
): InlineAllowance | undefined {
  const found = [startLine, startLine - 1].flatMap((line): readonly InlineAllowance[] => {
    const parsed = parseAllowance(lines[line - 1] ?? '');
    if (parsed === undefined || (line < startLine && !parsed.alone)) return [];
    const { rule, reason } = parsed;
    return rule === '' || names.has(rule.toLowerCase()) ? [{ rule, reason, path, line }] : [];
  });
  return found.find(({ reason }) => reason !== '') ?? found[0];
}

function parseAllowance(line: string): { rule: string; reason: string; alone: boolean } | undefined {
  if (line.length > LONGEST_LINE || !line.includes('gatehouse:allow')) return undefined;
  const match = ALLOWANCE.exec(line.replace(COMMENT_END, '').trimEnd());
  if (match === null) return undefined;
  const [, before = '', rule = '', rest = ''] = match;
  const reason = shorten(rest, LONGEST_REASON);
  return { rule, reason: reason.length < SHORTEST_REASON ? '' : reason, alone: before.trim() === '' };
}
