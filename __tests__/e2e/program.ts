import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
/** The program as `jest-build.js` built it from the sources; CI checks that dist/ is the same. */
export const DIST = process.env['GATEHOUSE_TEST_DIST'] ?? join(ROOT, '.cache', 'dist');

export interface Run {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Arguments of node itself, and another node than ours. */
  readonly node?: string;
  /** Runs as this user and group. */
  readonly uid?: number;
}

const folders: string[] = [];

/** A new folder that `removeFolders` removes. */
export function makeFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-e2e-'));
  folders.push(folder);
  addFiles(folder, files);
  return folder;
}

export function addFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** For `afterAll`. */
export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** What the program sees of the machine: nothing of ours but PATH. Every test has its own cache. */
export function environment(env: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '', HOME: makeFolder(), GATEHOUSE_CACHE: makeFolder(), ...env };
}

/** Runs `dist/cli.js` to its end. */
export function gatehouse(args: readonly string[], options: RunOptions = {}): Run {
  const { status, signal, stdout, stderr } = spawnSync(
    options.node ?? process.execPath,
    [join(DIST, 'cli.js'), ...args],
    {
      cwd: options.cwd ?? ROOT,
      env: environment(options.env),
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      ...(options.uid !== undefined && { uid: options.uid, gid: options.uid }),
    },
  );
  return { status, signal, stdout, stderr };
}

/** The same while this process goes on, for what needs a server of ours. */
export function gatehouseAsync(
  args: readonly string[],
  options: RunOptions & { readonly script?: string } = {},
): Promise<Run> {
  const child = spawn(options.node ?? process.execPath, [join(DIST, options.script ?? 'cli.js'), ...args], {
    cwd: options.cwd ?? ROOT,
    env: environment(options.env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status, signal) => resolve({ status, signal, ...output }));
  });
}

/** git in a folder, as a user who never configured it. */
export function git(folder: string, ...args: readonly string[]): string {
  const identity = [
    '-c',
    'user.name=Test',
    '-c',
    'user.email=test@example.invalid',
    '-c',
    'init.defaultBranch=main',
    '-c',
    'protocol.file.allow=always',
  ];
  const { status, stdout, stderr } = spawnSync('git', [...identity, ...args], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  return stdout.trim();
}
