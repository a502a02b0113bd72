import picomatch from 'picomatch';
import type { FilePath } from '../../model/path.ts';

/**
 * `paths.exclude` as a question. A pattern is a glob over the path from the root (`**` crosses folders, names with a leading dot count);
 * one that names a folder excludes all that is in it, with or without `/` at its end. There is no negation: order never matters.
 */
export function compileExcludes(patterns: readonly string[]): (path: FilePath) => boolean {
  const globs = patterns
    .map((pattern) => pattern.replace(/^\.?\/+/, '').replace(/\/+$/, ''))
    .filter((pattern) => pattern !== '')
    .flatMap((pattern) => [pattern, `${pattern}/**`]);
  if (globs.length === 0) return () => false;
  // `s`: a dot in the compiled expression must match the newline that a file's name may hold.
  return picomatch(globs, { dot: true, nonegate: true, windows: false, flags: 's' });
}
