import picomatch from 'picomatch';

/**
 * Whether a package's name is private by these globs: it matches one, or lies below a name that does (`github.com/acme` covers
 * `github.com/acme/tool/v2`, as Go's GOPRIVATE does; `com.acme` covers Maven's `com.acme:tool`). In doubt it is private: case and PyPI's separators make no difference.
 */
export function privateNames(globs: readonly string[]): (name: string) => boolean {
  if (globs.length === 0) return () => false;
  const matches = picomatch(
    globs.flatMap((glob) => [glob, levelled(glob)]),
    { dot: true, nocase: true },
  );
  return (name) => {
    const borders = [...name.matchAll(/[/:]/g)].map(({ index }) => index);
    return [...borders, name.length].some((end) => {
      const upTo = name.slice(0, end);
      return matches(upTo) || matches(levelled(upTo));
    });
  };
}

/** PEP 503, for any name. */
function levelled(name: string): string {
  return name.replace(/[-_.]+/g, '-');
}
