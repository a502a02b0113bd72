import { lstatSync } from 'node:fs';
import { PlatformError } from '../model/errors.ts';
import { comparePaths, type FilePath, pathFromBytes, pathToBytes } from '../model/path.ts';
import { printable } from '../model/text.ts';
import type { Git, GitEntry, Worktree } from '../ports/git.ts';
import type { Tools } from '../ports/tools.ts';
import type { Environment } from './environment.ts';
import { askGit, type GitAnswer, isPlainName } from './git-command.ts';
import { kindOfMode, readIndex } from './git-index.ts';
import { extractObjects } from './git-objects.ts';
import { unquotePath } from './git-quoting.ts';

type Ask = (args: readonly string[]) => Promise<GitAnswer>;
type WorktreeAnswer = Awaited<ReturnType<Git['worktree']>>;

const NEWLINE = 0x0a;
const TAB = 0x09;

/**
 * git, as a reader of hostile repositories. What cannot be read as a repository is no work tree, with a note: then every file is looked
 * at, which is more and never less. `tools` finds git outside the scanned folder.
 */
export function createGit(tools: Pick<Tools, 'find'>, env: Environment): Git {
  // Which files there are is asked of the usual index, whatever a hook was told.
  const usual: Environment = { ...env, GIT_INDEX_FILE: undefined };
  const asker = async (folder: FilePath, own = usual): Promise<Ask | undefined> => {
    const git = await tools.find('git', folder);
    return git === undefined ? undefined : (args) => askGit(git.file, folder, args, own);
  };
  return {
    async worktree(folder) {
      if (!isPlainName(folder)) return none(`git cannot be asked about ${printable(folder)}: its name is no text`);
      const ask = await asker(folder);
      if (ask === undefined) return none('git is not installed');
      return worktreeAt(ask, folder);
    },
    async entries(folder) {
      const ask = isPlainName(folder) ? await asker(folder) : undefined;
      if (ask === undefined) throw new PlatformError('failed', `git cannot list the files of ${printable(folder)}`);
      const [cached, others] = await Promise.all([
        list(ask, folder, ['ls-files', '--cached', '--stage']),
        list(ask, folder, ['ls-files', '--others', '--exclude-standard']),
      ]);
      // In a conflict git lists one path up to three times.
      const tracked = new Map(cached.map((line) => trackedEntry(line)).map((entry) => [entry.path, entry]));
      const untracked = others.map((line) => untrackedEntry(line, folder));
      return [...tracked.values(), ...untracked].sort((a, b) => comparePaths(a.path, b.path));
    },
    async index({ top, head }) {
      const ask = await asker(top, env);
      if (ask === undefined) throw new PlatformError('failed', `git cannot list the index of ${printable(top)}`);
      return readIndex((args) => list(ask, top, args), head);
    },
    async extract({ top }, entries, folder, maxBytes) {
      const git = await tools.find('git', top);
      if (git === undefined) throw new PlatformError('failed', `git cannot read the repository at ${printable(top)}`);
      return extractObjects({ program: git.file, top, env: usual }, entries, { folder, maxBytes });
    },
  };
}

function none(note: string): WorktreeAnswer {
  return { worktree: undefined, note };
}

async function worktreeAt(ask: Ask, folder: FilePath): Promise<WorktreeAnswer> {
  const facts = await ask(['rev-parse', '--is-inside-work-tree', '--is-bare-repository', '--is-shallow-repository']);
  if (facts.status !== 0) return none(unreadable(folder, facts));
  const [inside, bare, shallow] = Buffer.from(facts.stdout).toString('latin1').split('\n');
  if (bare === 'true') return none(`${printable(folder)} is a bare git repository, which has no work tree`);
  if (inside !== 'true') return none(`${printable(folder)} is the inside of a git repository, which is no work tree`);
  const [top, prefix, head] = await Promise.all([
    ask(['rev-parse', '--show-toplevel']),
    ask(['rev-parse', '--show-prefix']),
    ask(['rev-parse', '--verify', '--quiet', 'HEAD']),
  ]);
  if (top.status !== 0 || prefix.status !== 0) return none(unreadable(folder, top.status === 0 ? prefix : top));
  const worktree: Worktree = {
    top: pathFromBytes(firstAnswer(top)),
    prefix: pathFromBytes(firstAnswer(prefix)),
    head: head.status === 0 ? Buffer.from(firstAnswer(head)).toString('latin1') : undefined,
    shallow: shallow === 'true',
  };
  if (worktree.prefix !== '' && (await isIgnored(ask))) {
    return none(`${printable(folder)} is ignored by the git repository around it`);
  }
  return { worktree, note: undefined };
}

/** An ignored folder without a tracked file: git would list nothing, and what a user points at must not be silently empty. */
async function isIgnored(ask: Ask): Promise<boolean> {
  const ignored = await ask(['check-ignore', '--quiet', '.']);
  return ignored.status === 0 && (await ask(['ls-files', '--cached'])).stdout.length === 0;
}

/** A `.git` that git will not take for a repository is worth a word; where there is none, the folder simply is in no repository. */
function unreadable(folder: FilePath, { complaint }: GitAnswer): string {
  const damaged = !complaint.startsWith('not a git repository (or any') || hasDotGit(folder);
  return damaged
    ? `git cannot read the repository at ${printable(folder)} (${complaint})`
    : `${printable(folder)} is in no git work tree`;
}

function hasDotGit(folder: FilePath): boolean {
  return lstatSync(pathToBytes(`${folder}/.git`), { throwIfNoEntry: false }) !== undefined;
}

/** The answer without its line end; a path may hold line ends of its own. */
function firstAnswer({ stdout }: GitAnswer): Uint8Array {
  return stdout.at(-1) === NEWLINE ? stdout.subarray(0, -1) : stdout;
}

/**
 * The lines of git's answer, unparsed. Lines and not `-z`, because @actions/exec gathers lines whether we want them or not, and
 * without any it takes quadratic time: 1.7 s instead of 0.1 s for 150,000 files.
 */
async function list(ask: Ask, folder: FilePath, args: readonly string[]): Promise<readonly Uint8Array[]> {
  const answer = await ask(args);
  if (answer.status !== 0) {
    const what = `git cannot list the files of ${printable(folder)}: ${answer.complaint}`;
    throw new PlatformError('failed', `${what} (repair the repository, or scan a copy without its .git)`);
  }
  const lines: Uint8Array[] = [];
  for (let start = 0; start < answer.stdout.length; ) {
    const end = answer.stdout.indexOf(NEWLINE, start);
    lines.push(answer.stdout.subarray(start, end));
    start = end + 1;
  }
  return lines;
}

/** `100644 <object> <stage>\t<path>` (https://git-scm.com/docs/git-ls-files#_output). */
function trackedEntry(line: Uint8Array): GitEntry {
  const mode = Buffer.from(line.subarray(0, 6)).toString('latin1');
  return { path: unquotePath(line.subarray(line.indexOf(TAB) + 1)), kind: kindOfMode(mode), tracked: true };
}

/** git does not look into a repository inside the repository and lists it as `path/`: like a submodule, but nobody tracks it. */
function untrackedEntry(line: Uint8Array, folder: FilePath): GitEntry {
  const path = unquotePath(line);
  if (path.endsWith('/')) return { path: path.slice(0, -1), kind: 'submodule', tracked: false };
  const stat = lstatSync(pathToBytes(`${folder}/${path}`), { throwIfNoEntry: false });
  if (stat?.isSymbolicLink()) return { path, kind: 'symlink', tracked: false };
  return { path, kind: ((stat?.mode ?? 0) & 0o111) === 0 ? 'file' : 'executable', tracked: false };
}
