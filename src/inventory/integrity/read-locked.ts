import type { ManifestKind } from '../kinds.ts';
import { readCargoLocked } from './cargo-locked.ts';
import { readComposerLocked } from './composer-locked.ts';
import type { LockedReading } from './locked-file.ts';
import { readNpmLocked } from './npm-locked.ts';
import { readPnpmLocked } from './pnpm-locked.ts';
import { readPipfileLocked, readPythonLocked, readUvLocked } from './python-locked.ts';
import { readYarnLocked } from './yarn-locked.ts';

/** The lockfiles that say how packages get here; the others leave addresses and hashes out. */
export const LOCKED_READERS: Partial<Readonly<Record<ManifestKind, (bytes: Uint8Array) => LockedReading>>> = {
  'npm-lockfile': readNpmLocked,
  yarn: readYarnLocked,
  pnpm: readPnpmLocked,
  poetry: readPythonLocked,
  pdm: readPythonLocked,
  uv: readUvLocked,
  pipfile: readPipfileLocked,
  cargo: readCargoLocked,
  composer: readComposerLocked,
};
