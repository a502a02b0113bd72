import type { FilePath } from '../model/path.ts';
import { printable } from '../model/text.ts';
import { type Environment, pathRules } from './environment.ts';

/** Where the cache is, and what to tell the user about it; without a folder nothing is kept. */
export interface CachePlace {
  readonly folder: FilePath | undefined;
  readonly note: string | undefined;
}

/**
 * The user's cache folder: `GATEHOUSE_CACHE`; else what the platform says: `XDG_CACHE_HOME` (the XDG base directory specification, which
 * ignores relative values), `~/Library/Caches` on macOS, `LOCALAPPDATA` on Windows, `~/.cache`. A relative `GATEHOUSE_CACHE` would lie in
 * whatever tree is scanned: it is ignored with a note.
 */
export function cacheFolder(env: Environment, platform: string): CachePlace {
  const { isAbsolute } = pathRules(platform);
  const wanted = env.GATEHOUSE_CACHE;
  if (wanted !== undefined && isAbsolute(wanted)) return { folder: wanted, note: undefined };
  const usual = usualFolder(env, platform);
  if (wanted !== undefined && wanted !== '') {
    return { folder: usual, note: `GATEHOUSE_CACHE is ignored, because it is no absolute path: ${printable(wanted)}` };
  }
  return { folder: usual, note: usual === undefined ? 'nothing is cached, because HOME names no folder' : undefined };
}

function usualFolder(env: Environment, platform: string): FilePath | undefined {
  const { isAbsolute, join } = pathRules(platform);
  const below = (base: string | undefined, ...parts: readonly string[]): FilePath | undefined =>
    base !== undefined && isAbsolute(base) ? join(base, ...parts, 'gatehouse') : undefined;
  if (platform === 'win32') return below(env.LOCALAPPDATA) ?? below(env.USERPROFILE, 'AppData', 'Local');
  const home = platform === 'darwin' ? ['Library', 'Caches'] : ['.cache'];
  return below(env.XDG_CACHE_HOME) ?? below(env.HOME, ...home);
}
