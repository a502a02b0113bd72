import { chmodSync, lstatSync, readdirSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { type FilePath, pathToBytes } from '../model/path.ts';

/** Removes a file or a folder with all in it, also folders that their maker left unwritable (Go's module cache is 0555). */
export async function removeTree(path: FilePath): Promise<void> {
  const bytes = pathToBytes(path);
  try {
    await rm(bytes, { recursive: true, force: true });
  } catch {
    openFolders(bytes);
    await rm(bytes, { recursive: true, force: true });
  }
}

/** The same without waiting, for the last moment of the process. */
export function removeTreeNow(path: FilePath): void {
  const bytes = pathToBytes(path);
  try {
    rmSync(bytes, { recursive: true, force: true });
  } catch {
    openFolders(bytes);
    rmSync(bytes, { recursive: true, force: true });
  }
}

/** Makes every folder of a tree writable for its owner; never follows a link out of it. */
function openFolders(folder: Buffer): void {
  if (!lstatSync(folder).isDirectory()) return;
  chmodSync(folder, 0o700);
  for (const entry of readdirSync(folder, { encoding: 'buffer', withFileTypes: true })) {
    if (entry.isDirectory()) openFolders(Buffer.concat([folder, Buffer.from('/'), entry.name]));
  }
}
