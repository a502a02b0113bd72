import { readFile } from 'node:fs/promises';
import { ASSETS } from '../../scripts/assets.js';
import type { Assets } from '../../src/ports/assets.ts';

const known = new Map<string, Promise<Uint8Array>>();

/** The files of dist/wasm/, from the packages that they are copied from; each is read once for all tests of a file. */
export const packagedAssets: Assets = {
  read(name) {
    const bytes = known.get(name) ?? readFile(ASSETS[name] ?? name);
    known.set(name, bytes);
    return bytes;
  },
};
