import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from '@jest/globals';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PLATFORM = fileURLToPath(new URL('../../src/platform/', import.meta.url));

/** A new folder that is gone after this test file. Open to other users, because some tests look at it as one. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'gatehouse-test-')));
  chmodSync(folder, 0o755);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Makes one JavaScript file of a TypeScript program whose imports are relative to `src/platform/`: Node 20 runs no TypeScript. */
export function bundle(program: string, folder: string, name = 'program.mjs'): string {
  const outfile = join(folder, name);
  const banner = `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`;
  // The program, not its library: that one does not work inside the test runner's own globals.
  execFileSync(
    join(ROOT, 'node_modules', '.bin', 'esbuild'),
    [
      '--bundle',
      '--platform=node',
      '--format=esm',
      '--target=node20',
      `--banner:js=${banner}`,
      '--loader=ts',
      `--outfile=${outfile}`,
    ],
    { input: program, cwd: PLATFORM, stdio: ['pipe', 'ignore', 'pipe'] },
  );
  chmodSync(outfile, 0o644);
  return outfile;
}

export interface ChildOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Runs as the user nobody, whom permissions bind; only root can do that. */
  readonly asNobody?: boolean;
  /** `ulimit -f` in blocks of 1024 bytes. */
  readonly fileLimitKb?: number;
}

/** Runs a bundled program in a process of its own, and gives what it printed; its one line of JSON where it printed one. */
export function runChild(
  file: string,
  options: ChildOptions = {},
): { status: number | null; stdout: string; stderr: string } {
  const limit = options.fileLimitKb === undefined ? '' : `ulimit -f ${options.fileLimitKb}; `;
  const nobody = options.asNobody === true && isRoot ? { uid: 65_534, gid: 65_534 } : {};
  const { status, stdout, stderr } = spawnSync(
    '/bin/bash',
    ['--norc', '-c', `${limit}exec "$@"`, 'bash', process.execPath, file, ...(options.args ?? [])],
    { env: { ...options.env }, encoding: 'utf8', cwd: '/', timeout: 30_000, ...nobody },
  );
  return { status, stdout, stderr };
}

export const isRoot = process.getuid?.() === 0;
