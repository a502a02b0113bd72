import { comparePaths } from '../model/path.ts';
import type { GitEntryKind, IndexEntry } from '../ports/git.ts';
import { unquotePath } from './git-quoting.ts';

const TAB = 0x09;

/** Gives the lines of git's answer, unparsed. */
type List = (args: readonly string[]) => Promise<readonly Uint8Array[]>;

/**
 * The index, each path once and sorted, beside what the last commit has. Plumbing commands, which no setting of a repository changes; without
 * a search for renames, so that a file that was moved is one that is new. `list` works at the work tree's top.
 */
export async function readIndex(list: List, head: string | undefined): Promise<readonly IndexEntry[]> {
  const [lines, changed] = await Promise.all([
    list(['ls-files', '--cached', '--stage']),
    head === undefined ? undefined : list(['diff-index', '--cached', '--raw', '--no-renames', head, '--']),
  ]);
  const staged = changed && new Set(changed.filter(isThere).map(pathOf));
  const entries = new Map<string, IndexEntry>();
  for (const line of lines) {
    const path = pathOf(line);
    const [mode = '', object = '', stage = '0'] = wordsOf(line);
    const isStaged = staged?.has(path) ?? true;
    entries.set(path, { path, kind: kindOfMode(mode), object, staged: isStaged, conflicted: stage !== '0' });
  }
  return [...entries.values()].sort((a, b) => comparePaths(a.path, b.path));
}

/** `:100644 100644 <object> <object> M\t<path>` (https://git-scm.com/docs/git-diff-index#_raw_output_format): all but what was deleted. */
function isThere(line: Uint8Array): boolean {
  return wordsOf(line)[4] !== 'D';
}

function wordsOf(line: Uint8Array): readonly string[] {
  return Buffer.from(line.subarray(0, line.indexOf(TAB)))
    .toString('latin1')
    .split(' ');
}

function pathOf(line: Uint8Array): string {
  return unquotePath(line.subarray(line.indexOf(TAB) + 1));
}

/** Modes of the index (https://git-scm.com/docs/index-format). */
export function kindOfMode(mode: string): GitEntryKind {
  switch (mode) {
    case '100755':
      return 'executable';
    case '120000':
      return 'symlink';
    case '160000':
      return 'submodule';
    default:
      return 'file';
  }
}
