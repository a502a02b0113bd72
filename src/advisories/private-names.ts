import picomatch from 'picomatch';

/**
 * Whether a package's name is private by these globs: it matches one, or lies below a name that does (`github.com/acme` covers
 * `github.com/acme/tool/v2`, as Go's GOPRIVATE does). In doubt it is private: case and PyPI's separators make no difference.
 */
export function privateNames(globs: readonly string[]): (name: string) => boolean {
  if (globs.length === 0) return () => false;
  const matches = picomatch(
    globs.flatMap((glob) => [glob, levelled(glob)]),
    { dot: true, nocase: true },
  );
  return (name) => {
    const segments = name.split('/');
    return segments.some((_, index) => {
      const upTo = segments.slice(0, index + 1).join('/');
      return matches(upTo) || matches(levelled(upTo));
    });
  };
}

/** PEP 503, for any name. */
function levelled(name: string): string {
  return name.replace(/[-_.]+/g, '-');
}
