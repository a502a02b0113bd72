import { constants, mkdirSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { arch } from 'node:os';
import { pathToBytes } from '../model/path.ts';
import type { Files } from '../ports/files.ts';
import type { FoundTool, Tools } from '../ports/tools.ts';
import {
  bareEnvironment,
  type Environment,
  isInside,
  pathRules,
  realPathNow,
  searchPath,
  variable,
} from './environment.ts';
import { fileError } from './file-errors.ts';

/**
 * Programs on PATH, then in the runner's tool cache (only where `RUNNER_TOOL_CACHE` says that there is one), newest version first.
 * A link from elsewhere into the scanned tree counts as inside it.
 */
export function createTools(env: Environment, files: Files, platform: string = process.platform): Tools {
  const rules = pathRules(platform);
  const isProgram = async (file: string, avoid: string): Promise<boolean> => {
    try {
      const real = await files.resolve(file);
      if (isInside(real, avoid, platform) || (await files.stat(real)).kind !== 'file') return false;
      await access(pathToBytes(real), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  };
  const firstProgram = async (
    folders: readonly string[],
    program: string,
    avoid: string,
  ): Promise<string | undefined> => {
    for (const folder of folders) {
      for (const name of namesOf(program, env, platform)) {
        const file = rules.join(folder, name);
        if (await isProgram(file, avoid)) return file;
      }
    }
    return undefined;
  };
  return {
    async find(program, avoid): Promise<FoundTool | undefined> {
      if (/[/\\\0]/.test(program) || program === '') return undefined;
      const root = realPathNow(avoid);
      const onPath = await firstProgram(searchPath(env, avoid, realPathNow, platform), program, root);
      if (onPath !== undefined) return { file: onPath, origin: 'path' };
      const cached = await firstProgram(await cachedFolders(env, program, rules.join), program, root);
      return cached === undefined ? undefined : { file: cached, origin: 'tool-cache' };
    },
    environment(scratch, avoid) {
      const environment = bareEnvironment(env, scratch, searchPath(env, avoid, realPathNow, platform), platform);
      makeFolderNow(environment.TMPDIR);
      return environment;
    },
  };
}

/** Many programs fail when their temporary folder is not there. */
function makeFolderNow(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw fileError(error, 'make', folder);
  }
}

/** The file names that a program may have: on Windows its name with each extension that PATHEXT calls executable. */
function namesOf(program: string, env: Environment, platform: string): readonly string[] {
  if (platform !== 'win32') return [program];
  const extensions = (variable(env, 'PATHEXT', platform) ?? '.COM;.EXE;.BAT;.CMD')
    .split(';')
    .filter((part) => part !== '');
  const hasOne = extensions.some((extension) => program.toLowerCase().endsWith(extension.toLowerCase()));
  return hasOne ? [program] : extensions.map((extension) => program + extension);
}

async function cachedFolders(
  env: Environment,
  program: string,
  join: (...parts: string[]) => string,
): Promise<readonly string[]> {
  if (env.RUNNER_TOOL_CACHE === undefined || env.RUNNER_TOOL_CACHE === '') return [];
  const { find, findAllVersions } = await import('@actions/tool-cache');
  const { rcompare } = await import('semver');
  return silently(() => {
    const versions = findAllVersions(program, arch()).sort(rcompare);
    return versions.map((version) => find(program, version, arch()));
  }).flatMap((folder) => (folder === '' ? [] : [folder, join(folder, 'bin')]));
}

/**
 * The tool cache writes `::debug::` lines to standard output, which may be carrying a report. Its questions are answered
 * synchronously, so nothing else can be lost while standard output is closed; what it throws means that there is no cache.
 */
function silently(ask: () => readonly string[]): readonly string[] {
  const { write } = process.stdout;
  process.stdout.write = () => true;
  try {
    return ask();
  } catch {
    return [];
  } finally {
    process.stdout.write = write;
  }
}
