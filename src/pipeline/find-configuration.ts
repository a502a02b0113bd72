import { MAX_CONFIGURATION_BYTES } from '../config/configuration-file.ts';
import { joinWords } from '../config/words.ts';
import { ConfigurationError, type Mistake, messageOf, PlatformError } from '../model/errors.ts';
import type { FilePath } from '../model/path.ts';
import type { Files } from '../ports/files.ts';
import { askTwice } from './ask-twice.ts';
import type { ConfigureRequest } from './configure-request.ts';

/** Where a configuration may stand below the scanned root or its work tree's top; both spellings of the ending, so that none is passed over in silence. */
export const CONFIGURATION_PLACES = [
  '.github/gatehouse.yml',
  '.github/gatehouse.yaml',
  '.gatehouse.yml',
  '.gatehouse.yaml',
] as const;

/** A configuration's bytes, with the name by which reasons and mistakes call it. */
export interface FoundConfiguration {
  readonly bytes: Uint8Array;
  readonly name: string;
  /** Whether the user named it, rather than the tree bringing it along. */
  readonly isNamed: boolean;
}

/**
 * The configuration of a run: the file that was named, else the one in the scanned root, else the one at its git work tree's top;
 * `undefined` where there is none. Rejects with `ConfigurationError` when there are two, or one that cannot be read.
 */
export async function findConfiguration(
  { root, configFile }: Pick<ConfigureRequest, 'root' | 'configFile'>,
  worktreeTop: FilePath | undefined,
  files: Files,
): Promise<FoundConfiguration | undefined> {
  const top = worktreeTop ?? root;
  if (configFile !== undefined) {
    const path = configFile.startsWith('/') ? configFile : `${root}/${configFile}`;
    const name = nameOf(path, [top, root]);
    return { name, bytes: await readNamed(path, name, files), isNamed: true };
  }
  for (const folder of new Set([root, top])) {
    const found = await findIn(folder, files);
    if (found !== undefined) return { ...found, name: nameOf(`${folder}/${found.name}`, [top, root]), isNamed: false };
  }
  return undefined;
}

async function findIn(folder: FilePath, files: Files): Promise<{ bytes: Uint8Array; name: string } | undefined> {
  const present: string[] = [];
  for (const place of CONFIGURATION_PLACES) if (await exists(`${folder}/${place}`, place, files)) present.push(place);
  const [name, second] = present;
  if (name === undefined) return undefined;
  if (second !== undefined)
    throw mistake(
      second,
      `there is also ${joinWords(
        present.filter((other) => other !== second),
        'and',
      )}: keep one of them`,
    );
  return { name, bytes: await readFound(folder, name, files) };
}

async function exists(path: FilePath, name: string, files: Files): Promise<boolean> {
  try {
    // An absent policy is the weaker one.
    await askTwice(() => files.stat(path));
    return true;
  } catch (error) {
    if (error instanceof PlatformError && error.code === 'not-found') return false;
    // Something is there and cannot be seen: judging without it could be weaker than its author wants.
    throw mistake(name, `it cannot be read: ${messageOf(error)}`, error);
  }
}

/** Reads a file that the tree brings along; a link may not lead out of the tree. */
async function readFound(folder: FilePath, name: string, files: Files): Promise<Uint8Array> {
  const resolved = await attempt(name, () => files.resolve(`${folder}/${name}`));
  const inside = await attempt(name, () => files.resolve(folder));
  if (!resolved.startsWith(inside === '/' ? '/' : `${inside}/`)) {
    throw mistake(
      name,
      'it is a symbolic link that leads out of the tree, and is not followed: put the file itself here',
    );
  }
  return readNamed(resolved, name, files);
}

async function readNamed(path: FilePath, name: string, files: Files): Promise<Uint8Array> {
  const resolved = await attempt(name, () => files.resolve(path));
  return attempt(name, () => files.read(resolved, MAX_CONFIGURATION_BYTES));
}

/** Everything that keeps a configuration from being read is the user's to mend. */
async function attempt<Value>(name: string, action: () => Promise<Value>): Promise<Value> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    throw mistake(name, problemOf(error), error);
  }
}

function problemOf(error: PlatformError): string {
  switch (error.code) {
    case 'not-found':
      return 'there is no such file';
    case 'not-a-file':
      return 'it is no regular file';
    case 'too-large':
      return 'it is larger than 1 MiB: a configuration never needs to be';
    default:
      return `it cannot be read: ${messageOf(error)}`;
  }
}

function mistake(place: string, problem: string, cause?: unknown): ConfigurationError {
  const mistakes: readonly Mistake[] = [{ place, problem }];
  return new ConfigurationError(mistakes, { cause });
}

/** The path below the first of these folders that it is in, else as it is. */
function nameOf(path: FilePath, folders: readonly FilePath[]): string {
  const folder = folders.find((candidate) => path.startsWith(`${candidate}/`));
  return folder === undefined ? path : path.slice(folder.length + 1);
}
