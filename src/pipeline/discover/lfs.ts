import pLimit from 'p-limit';
import type { ScannedFile } from '../../engines/contract.ts';
import { PlatformError } from '../../model/errors.ts';
import type { FilePath } from '../../model/path.ts';
import type { Files } from '../../ports/files.ts';
import { absolutePath } from '../absolute-path.ts';
import { MAX_QUESTIONS } from './measure.ts';

// https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md: a pointer starts with this line, has less than 1,024 bytes,
// and its three obligatory lines come to 120 at least.
const FIRST_LINE = 'version https://git-lfs.github.com/spec/v1\n';
const MIN_POINTER_BYTES = 120;
const MAX_POINTER_BYTES = 1023;
/** Attribute files are a few lines; a larger one is not ours to read. */
const MAX_ATTRIBUTES_BYTES = 1024 * 1024;

/**
 * Which files are Git LFS pointers whose content was not fetched. Small files are opened only when some `.gitattributes`, in the tree or
 * in the folders between the work tree's top and the root (`above`, absolute), names the filter.
 */
export async function findLfsPointers(
  root: FilePath,
  scanned: readonly ScannedFile[],
  above: readonly FilePath[],
  files: Files,
): Promise<ReadonlySet<FilePath>> {
  const limit = pLimit(MAX_QUESTIONS);
  const attributes = [
    ...scanned.filter(({ path }) => /(^|\/)\.gitattributes$/.test(path)).map(({ path }) => absolutePath(root, path)),
    ...above.map((folder) => absolutePath(folder, '.gitattributes')),
  ];
  const texts = await limit.map(attributes, (path) => textOf(path, MAX_ATTRIBUTES_BYTES, files));
  if (!texts.some((text) => /\bfilter=lfs\b/.test(text))) return new Set();

  const small = scanned.filter(({ sizeBytes }) => sizeBytes >= MIN_POINTER_BYTES && sizeBytes <= MAX_POINTER_BYTES);
  const contents = await limit.map(small, ({ path }) => textOf(absolutePath(root, path), MAX_POINTER_BYTES, files));
  return new Set(small.filter((_, index) => contents[index]?.startsWith(FIRST_LINE)).map(({ path }) => path));
}

/** Empty for a file that cannot be read: the scanners that want it will say so. */
async function textOf(path: FilePath, maxBytes: number, files: Files): Promise<string> {
  try {
    return Buffer.from(await files.read(path, maxBytes)).toString('latin1');
  } catch (error) {
    if (error instanceof PlatformError) return '';
    throw error;
  }
}
