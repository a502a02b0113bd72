import { type FilePath, pathToUri } from '../../model/path.ts';
import { wellFormed } from '../json-text.ts';

/**
 * A path for other programs. A name that is no UTF-8 cannot stand in JSON: its `path` then has U+FFFD for each odd byte, and `uri` gives the
 * exact bytes, percent-encoded. Only such a path has a `uri`.
 */
export function pathEntry(path: FilePath): { readonly path: string; readonly uri?: string } {
  const text = wellFormed(path);
  return text === path ? { path } : { path: text, uri: pathToUri(path) };
}
