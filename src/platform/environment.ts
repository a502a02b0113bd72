import { realpathSync } from 'node:fs';
import { type PlatformPath, posix, win32 } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What programs of Windows need to start at all; none of it tells anything about the user. */
const WINDOWS_NEEDS = [
  'SystemRoot',
  'SystemDrive',
  'windir',
  'ComSpec',
  'PATHEXT',
  'PROCESSOR_ARCHITECTURE',
  'NUMBER_OF_PROCESSORS',
];

/**
 * Everything that a scanner may see of its surroundings, and nothing else: where programs are, a private home in `scratch`, a neutral
 * language. No token, no key, no proxy (its address may hold a password), nothing of the runner.
 */
export function bareEnvironment(
  env: Environment,
  scratch: string,
  path: readonly string[],
  platform: string = process.platform,
): Readonly<Record<string, string>> & { readonly TMPDIR: string } {
  const { join, delimiter } = pathRules(platform);
  const temporary = join(scratch, 'tmp');
  const common = {
    PATH: path.join(delimiter),
    HOME: scratch,
    TMPDIR: temporary,
    XDG_CACHE_HOME: join(scratch, 'cache'),
    LANG: 'C.UTF-8',
  };
  if (platform !== 'win32') return common;
  const kept = WINDOWS_NEEDS.map((name) => [name, variable(env, name, platform)] as const).filter(isGiven);
  const profile = { USERPROFILE: scratch, APPDATA: scratch, LOCALAPPDATA: scratch, TEMP: temporary, TMP: temporary };
  return { ...common, ...profile, ...Object.fromEntries(kept) };
}

/**
 * The folders of PATH in which a program may be looked for: absolute ones outside the scanned root `avoid`. A relative or empty entry
 * means the working folder (POSIX), which is the scanned tree; `real` follows symbolic links, so that none leads into it either.
 */
export function searchPath(
  env: Environment,
  avoid: string,
  real: (path: string) => string,
  platform: string = process.platform,
): readonly string[] {
  const { delimiter, isAbsolute } = pathRules(platform);
  const realAvoid = real(avoid);
  const isOutside = (entry: string) => !isInside(entry, avoid, platform) && !isInside(real(entry), realAvoid, platform);
  const entries = (variable(env, 'PATH', platform) ?? '').split(delimiter);
  return entries.filter((entry) => isAbsolute(entry) && isOutside(entry));
}

/** The path with all symbolic links resolved, or as it is where nothing is there. */
export function realPathNow(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** Whether `path` is `folder` or below it, by name alone. Both absolute. */
export function isInside(path: string, folder: string, platform: string = process.platform): boolean {
  const { relative, isAbsolute, sep } = pathRules(platform);
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Windows spells the names of variables in any case (`Path`). */
export function variable(env: Environment, name: string, platform: string = process.platform): string | undefined {
  if (platform !== 'win32') return env[name];
  const key = Object.keys(env).find((candidate) => candidate.toUpperCase() === name.toUpperCase());
  return key === undefined ? undefined : env[key];
}

export function pathRules(platform: string): PlatformPath {
  return platform === 'win32' ? win32 : posix;
}

function isGiven(pair: readonly [string, string | undefined]): pair is readonly [string, string] {
  return pair[1] !== undefined;
}
