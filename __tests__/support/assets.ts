import { readFile } from 'node:fs/promises';
import { ASSETS } from '../../scripts/assets.js';
import type { Assets } from '../../src/ports/assets.ts';

/** The files of dist/wasm/, from the packages that they are copied from. */
export const packagedAssets: Assets = {
  read: (name) => readFile(ASSETS[name] ?? name),
};
