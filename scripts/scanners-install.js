/**
 * Puts the real tools that the contract tests run into a cache folder: exact versions, one line each, nothing into the repository.
 * `GATEHOUSE_TOOLS` names the folder, else `$XDG_CACHE_HOME/gatehouse-tools` or `~/.cache/gatehouse-tools`. What is there is left alone;
 * a failure does not end the others, and the names that failed are the last line. Arguments choose some of them by name; `--all` takes
 * the optional ones too, which take minutes to build.
 * `go` checks every module against the checksum database, `npm` and `pip` check what their registries say.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TOOLS, toolsFolder } from './scanners-list.js';

/** Runs a program and gives its last words where it failed, `undefined` where it did not. */
function run(program, args, options = {}) {
  const { status, error, stderr } = spawnSync(program, args, { encoding: 'utf8', ...options });
  if (status === 0) return undefined;
  return error?.message ?? (stderr.trim().split('\n').at(-1) || `${program} ended with status ${status}`);
}

const INSTALLERS = {
  /** `go install` into `bin/`, with the version that the maintainers' own build writes in. */
  go({ module, version, ldflags = [] }, folder) {
    const flags = ldflags.length > 0 ? ['-ldflags', ldflags.map((flag) => `-X ${flag}`).join(' ')] : [];
    const env = { ...process.env, GOBIN: join(folder, 'bin'), GOFLAGS: '-mod=mod' };
    return run('go', ['install', ...flags, `${module}@v${version}`], { env });
  },
  /** `go build` in a module that requires the program's own: `go install` refuses a module with replacements, and builds no experiments. */
  'go-module'({ module, package: packageName, version, environment, ldflags }, folder) {
    const goMod = `module tool\n\nrequire ${module} v${version}\n`;
    writeFileSync(join(folder, 'go.mod'), goMod);
    const env = { ...process.env, ...environment, GOFLAGS: '-mod=mod' };
    const flags = ldflags.map((flag) => `-X ${flag}`).join(' ');
    return run('go', ['build', '-ldflags', flags, '-o', join('bin', basename(packageName)), packageName], {
      env,
      cwd: folder,
    });
  },
  /** One virtual environment per tool, so that none decides the other's libraries. */
  pip({ packages }, folder) {
    const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
    return (
      run('python3', ['-m', 'venv', folder]) ??
      run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages])
    );
  },
  /** A folder of its own with one package; install scripts do not run, what must be executable is made so. */
  npm({ packages, executables = [] }, folder) {
    const failed = run('npm', [
      'install',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--prefix',
      folder,
      ...packages,
    ]);
    if (failed !== undefined) return failed;
    for (const file of executables) if (existsSync(join(folder, file))) chmodSync(join(folder, file), 0o755);
    return undefined;
  },
};

/** Installs into a folder beside the final one, so that an interrupted installation never looks like a finished one. */
function install(tool) {
  const folder = join(toolsFolder(), `${tool.name}-${tool.version}`);
  if (existsSync(folder)) return { done: 'is there' };
  mkdirSync(dirname(folder), { recursive: true });
  // A virtual environment knows its own place and cannot be moved; it is removed instead when it failed.
  const work = tool.kind === 'pip' ? folder : `${folder}.part`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const failed = INSTALLERS[tool.kind](tool, work);
  if (failed !== undefined) {
    rmSync(work, { recursive: true, force: true });
    return { failed };
  }
  if (work !== folder) renameSync(work, folder);
  return { done: 'installed' };
}

/** The tools that these arguments choose: by name, or all, or all but those that are optional. */
function chosen(names, all) {
  if (names.length > 0) return TOOLS.filter(({ name }) => names.includes(name));
  return all ? TOOLS : TOOLS.filter(({ optional }) => optional !== true);
}

function main(words) {
  const names = words.filter((word) => word !== '--all');
  const unknown = names.filter((name) => !TOOLS.some((tool) => tool.name === name));
  if (unknown.length > 0) {
    console.error(`no tool is called ${unknown.join(', ')}: there are ${TOOLS.map(({ name }) => name).join(', ')}`);
    return 2;
  }
  const failures = [];
  const tools = chosen(names, words.includes('--all'));
  for (const tool of tools) {
    const started = Date.now();
    const { done, failed } = install(tool);
    const seconds = Math.round((Date.now() - started) / 1000);
    console.log(`${tool.name} ${tool.version}: ${done ?? `failed: ${failed}`}${seconds > 0 ? ` (${seconds} s)` : ''}`);
    if (failed !== undefined) failures.push(tool.name);
  }
  const left = TOOLS.filter((tool) => names.length === 0 && !tools.includes(tool)).map(({ name }) => name);
  if (left.length > 0) console.log(`left out, because they take minutes: ${left.join(', ')} (--all installs them)`);
  if (failures.length > 0) console.error(`not installed: ${failures.join(', ')}`);
  return failures.length > 0 ? 1 : 0;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = main(process.argv.slice(2));
}
