import type { FilePath } from '../model/path.ts';

/** The absolute path of something relative to `folder`. */
export function absolutePath(folder: FilePath, path: FilePath): FilePath {
  return folder.endsWith('/') ? folder + path : `${folder}/${path}`;
}

/** `path` as it is when it is absolute (POSIX, or a Windows drive), else below `folder`. */
export function resolveAgainst(folder: FilePath, path: FilePath): FilePath {
  return /^(\/|[A-Za-z]:[\\/])/.test(path) ? path : absolutePath(folder, path);
}

/** Whether an absolute path is `folder` or something in it. */
export function isWithin(folder: FilePath, path: FilePath): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}
