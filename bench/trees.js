import { copyFileSync, linkSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const SOURCE = /\.([cm]?[jt]s|[jt]sx)$/;

/** Source files below a folder, sorted, none over 1 MB: what a JavaScript or TypeScript application looks like to a scanner. */
export function sourceFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && SOURCE.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .map((path) => ({ path, size: statSync(path).size }))
    .filter(({ size }) => size <= 1_000_000)
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * A tree of about `files` files and `bytes` bytes, made from the repository's own pinned dependencies, so that anyone gets the same one.
 * Files come in several copies where there are not enough; later copies are hard links and cost no disk.
 */
export function makeTree(target, source, { files, bytes }) {
  const all = sourceFiles(source);
  const wanted = bytes / files;
  const chosen = [];
  let total = 0;
  // Large files first until the mean is met, then evenly spread ones: deterministic, and close to both numbers.
  const bySize = [...all].sort((a, b) => b.size - a.size || (a.path < b.path ? -1 : 1));
  let low = bySize.length - 1;
  let high = 0;
  for (let copy = 0; chosen.length < files; ) {
    const needMore = total < wanted * (chosen.length + 1);
    const next = needMore ? bySize[high++] : bySize[low--];
    if (next === undefined || high > low + 1) {
      copy += 1;
      high = 0;
      low = bySize.length - 1;
      continue;
    }
    chosen.push({ ...next, copy });
    total += next.size;
  }
  for (const { path, copy } of chosen) place(path, join(target, String(copy), relative(source, path)));
  return { files: chosen.length, bytes: total };
}

function place(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}
