import { ConfigurationError, PlatformError } from '../model/errors.ts';
import type { FilePath } from '../model/path.ts';
import { printable } from '../model/text.ts';
import type { EntryKind, Files } from '../ports/files.ts';

/**
 * The folder to scan with its symbolic links resolved. Throws `ConfigurationError` with the path as given where there is none:
 * settings, reports and git all belong to a folder, so one file alone is no root.
 */
export async function resolveRoot(given: FilePath, files: Files): Promise<FilePath> {
  const { root, kind } = await look(given, files).catch((error: unknown) => {
    throw explain(given, error);
  });
  if (kind === 'file') throw mistake(given, 'this is a file: give the folder that holds it');
  if (kind !== 'directory') throw mistake(given, 'this is not a folder');
  return root;
}

/** What to say when the root's own listing is refused. Anything but a missing or forbidden path is passed on as it is. */
export function explain(given: FilePath, error: unknown): unknown {
  if (!(error instanceof PlatformError)) return error;
  if (error.code === 'not-found') return mistake(given, 'there is no such file or folder', error);
  if (error.code === 'forbidden') return mistake(given, 'this folder may not be read: check its permissions', error);
  return error;
}

async function look(given: FilePath, files: Files): Promise<{ root: FilePath; kind: EntryKind }> {
  const root = await files.resolve(given);
  const { kind } = await files.stat(root);
  if (kind === 'directory') await files.list(root);
  return { root, kind };
}

function mistake(given: FilePath, problem: string, cause?: unknown): ConfigurationError {
  return new ConfigurationError([{ place: printable(given), problem }], { cause });
}
