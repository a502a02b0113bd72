import type { FilePath } from '../model/path.ts';
import { readPubspecLock } from './dart/pubspec-lock.ts';
import { readNugetLock } from './dotnet/packages-lock.ts';
import { readMixLock } from './elixir/mix-lock.ts';
import { readGoMod } from './go/go-mod.ts';
import type { Reading } from './inventory.ts';
import { readGradleLockfile } from './jvm/gradle-lockfile.ts';
import { readPom } from './jvm/pom.ts';
import type { ManifestKind } from './kinds.ts';
import { readPackageLock } from './npm/package-lock.ts';
import { readPnpmLock } from './npm/pnpm-lock.ts';
import { readYarnLock } from './npm/yarn-lock.ts';
import { readComposerLock } from './php/composer-lock.ts';
import { readPdmLock } from './python/pdm-lock.ts';
import { readPipfileLock } from './python/pipfile-lock.ts';
import { readPoetryLock } from './python/poetry-lock.ts';
import { readUvLock } from './python/uv-lock.ts';
import { readGemfileLock } from './ruby/gemfile-lock.ts';
import { readCargoLock } from './rust/cargo-lock.ts';

/** Reads a manifest; `beside` are the bytes of its companion (`companionPath`), where it has one. */
export type ManifestReader = (manifest: FilePath, bytes: Uint8Array, beside: Uint8Array | undefined) => Reading;

/**
 * The readers of manifests that stand for themselves, by kind. Requirements files include each other and go through
 * `python/requirement-set.ts` instead.
 */
export const MANIFEST_READERS: Readonly<Record<Exclude<ManifestKind, 'requirements'>, ManifestReader>> = {
  'npm-lockfile': readPackageLock,
  yarn: readYarnLock,
  pnpm: readPnpmLock,
  poetry: readPoetryLock,
  uv: readUvLock,
  pdm: readPdmLock,
  pipfile: readPipfileLock,
  'go-mod': readGoMod,
  cargo: readCargoLock,
  gemfile: readGemfileLock,
  composer: readComposerLock,
  gradle: readGradleLockfile,
  pom: readPom,
  nuget: readNugetLock,
  mix: readMixLock,
  pubspec: readPubspecLock,
};
