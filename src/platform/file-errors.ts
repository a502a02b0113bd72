import { PlatformError, type PlatformErrorCode } from '../model/errors.ts';
import type { FilePath } from '../model/path.ts';
import { printable } from '../model/text.ts';

/** What an error number of the file system means for us, and what the reader can do about it (errno(3)). */
const MEANINGS: Readonly<Record<string, readonly [PlatformErrorCode, string]>> = {
  ENOENT: ['not-found', 'it is not there'],
  ENOTDIR: ['not-found', 'it is not there: a part of its path is no folder'],
  ERR_INVALID_ARG_VALUE: ['not-found', 'it is not there: no name may hold a zero byte'],
  EACCES: ['forbidden', 'permission denied: check its owner and mode, and those of its folders'],
  EPERM: ['forbidden', 'the system does not permit it: check its owner and attributes'],
  EROFS: ['forbidden', 'the file system is read-only: choose a place that can be written'],
  EISDIR: ['not-a-file', 'it is a folder'],
  ENXIO: ['not-a-file', 'it is a socket or a device'],
  ENODEV: ['not-a-file', 'it is a device'],
  ENOSPC: ['full', 'no space is left on the device: free some and run again'],
  EDQUOT: ['full', 'the disk quota is used up: free some space and run again'],
  EFBIG: ['full', 'it would be larger than the system allows: raise the limit on file sizes (ulimit -f)'],
  EMFILE: ['failed', 'too many files are open: raise the limit (ulimit -n)'],
  ENFILE: ['failed', 'too many files are open on this machine'],
  ELOOP: ['failed', 'its symbolic links go in a circle'],
  ENAMETOOLONG: ['failed', 'its name is too long for this file system'],
};

/**
 * Whatever the file system threw → `PlatformError`, as a sentence that names the path: `cannot read a/b: it is not there`.
 * `action` is a verb: `read`, `write`, `list`. A `PlatformError` is passed through.
 */
export function fileError(error: unknown, action: string, path: FilePath): PlatformError {
  if (error instanceof PlatformError) return error;
  const number = errorNumber(error);
  const [code, reason] = MEANINGS[number] ?? ['failed', `the system says ${printable(number || String(error))}`];
  return new PlatformError(code, `cannot ${action} ${printable(path)}: ${reason}`, { cause: error });
}

/** The `code` of an error of Node, such as `ENOENT`; empty where there is none. */
export function errorNumber(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
}
