import { copyFileSync, linkSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const SOURCE = /\.([cm]?[jt]s|[jt]sx)$/;
/** Declarations and minified bundles are what nobody writes by hand. */
const GENERATED = /\.d\.[cm]?ts$|[.-]min\.[cm]?js$/;
const LONGEST_LINE = 2_000;
const LARGEST_BYTES = 1_000_000;

/** JavaScript and TypeScript below a folder as people write it: no declarations, nothing minified or generated. Largest first. */
function sourceFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && SOURCE.test(entry.name) && !GENERATED.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .map((path) => ({ path, size: statSync(path).size }))
    .filter(({ path, size }) => size > 0 && size <= LARGEST_BYTES && isWritten(path))
    .sort((a, b) => b.size - a.size || (a.path < b.path ? -1 : 1));
}

function isWritten(path) {
  return readFileSync(path, 'latin1')
    .split('\n')
    .every((line) => line.length <= LONGEST_LINE);
}

/**
 * A tree of `files` files and about `bytes` bytes from the sources below `source`. Files too small for the wanted mean are left out, those that
 * are left are taken as often as needed, the last time every so manieth one: deterministic, and sizes are spread as in the sources.
 */
export function makeTree(target, source, { files, bytes }) {
  const all = sourceFiles(source);
  const pool = all.slice(0, longestPrefix(all, bytes / files));
  let total = 0;
  for (let number = 0; number < files; number += 1) {
    const copy = Math.floor(number / pool.length);
    const left = Math.min(pool.length, files - copy * pool.length);
    const { path, size } = pool[Math.floor(((number % pool.length) * pool.length) / left)];
    // Scanners pass over folders called node_modules, and an application has none in git.
    const place = relative(source, path).replaceAll('node_modules', 'packages');
    copyTo(path, join(target, `part${copy}`, place));
    total += size;
  }
  return { files, bytes: total };
}

/** How many of the largest have at least this mean. */
function longestPrefix(sorted, mean) {
  let count = 0;
  for (let sum = 0; count < sorted.length; count += 1) {
    sum += sorted[count].size;
    if (sum < mean * (count + 1)) break;
  }
  return Math.max(1, count);
}

/** A hard link where that is possible: it costs no disk, and reads like any file. */
export function copyTo(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}
