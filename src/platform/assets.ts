import { readFile } from 'node:fs/promises';
import { PlatformError } from '../model/errors.ts';
import type { Assets } from '../ports/assets.ts';

/** The files in `wasm/` beside the program. `besideProgram` gives the address of a file that was built with it. */
export function createAssets(besideProgram: (name: string) => URL): Assets {
  return {
    async read(name) {
      const file = `wasm/${name}.wasm`;
      try {
        return await readFile(besideProgram(file));
      } catch {
        throw new PlatformError(
          'not-found',
          `${file}, which belongs to the program, is not beside it: install it again`,
        );
      }
    },
  };
}
