import type { FilePath } from '../../model/path.ts';
import type { Reading } from '../inventory.ts';
import { readLockText } from '../lock-text.ts';
import { readYarnBerry } from './yarn-berry.ts';
import { readYarnClassic } from './yarn-classic.ts';

/**
 * Reads yarn.lock, of Yarn 1 (https://classic.yarnpkg.com/lang/en/docs/yarn-lock/) or later (https://yarnpkg.com/advanced/lexicon#lockfile).
 * `beside` is the package.json of the same folder: the lockfile does not say what is needed to develop only.
 */
export function readYarnLock(manifest: FilePath, bytes: Uint8Array, beside: Uint8Array | undefined): Reading {
  return readLockText(bytes, (text) =>
    /^__metadata:/m.test(text) ? readYarnBerry(manifest, text, beside) : readYarnClassic(manifest, text, beside),
  );
}
