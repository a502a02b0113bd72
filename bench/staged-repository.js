import { execFileSync } from 'node:child_process';
import { appendFileSync, copyFileSync, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { makeTree } from './trees.js';

/** A git repository of such a tree, every so manieth file of which has one more line in the index than in the commit. Says what it is. */
export function makeStagedRepository(target, source, { files, bytes, staged }) {
  const made = makeTree(target, source, { files, bytes });
  const git = (...args) =>
    execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.invalid', ...args], { cwd: target });
  git('init', '-q');
  git('add', '-A');
  git('commit', '-q', '-m', 'tree');
  const all = readdirSync(target, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(target, join(entry.parentPath ?? entry.path, entry.name)))
    .filter((path) => !path.startsWith('.git'))
    .sort();
  for (let number = 0; number < staged; number += 1) {
    const path = join(target, all[Math.floor((number * all.length) / staged)]);
    // The file may be a link to one of the sources: what changes is a copy.
    copyFileSync(path, `${path}.copy`);
    rmSync(path);
    copyFileSync(`${path}.copy`, path);
    rmSync(`${path}.copy`);
    appendFileSync(path, '// one more line\n');
  }
  git('add', '-A');
  return `${made.files} files, ${(made.bytes / 1e6).toFixed(1)} MB in git, ${staged} changed`;
}
