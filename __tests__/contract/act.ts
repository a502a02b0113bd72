/** Runs a workflow with the real act, on this machine and without containers, and reads what it logs. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { z } from 'zod';
import { programOf } from '../../scripts/scanners-list.js';
import { makeFolder } from '../e2e/program.ts';

/** What the job may run, beside node: nothing else of this machine is on PATH, so that no scanner is found by chance. */
const PROGRAMS = ['bash', 'sh', 'git', 'cat', 'cp', 'env'];

/** A line of `act --json`; a workflow command has its parts, unescaped, beside the text. */
const actLine = z.object({
  level: z.string(),
  msg: z.string(),
  command: z.string().optional(),
  arg: z.string().optional(),
  name: z.string().optional(),
  kvPairs: z.record(z.string(), z.string()).nullish(),
  content: z.string().optional(),
  stepID: z.array(z.string()).optional(),
  stepResult: z.string().optional(),
  jobResult: z.string().optional(),
  raw_output: z.boolean().optional(),
});
type ActLine = z.infer<typeof actLine>;

export interface ActAnnotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly message: string;
  /** As the runner names them: title, file, line, endLine, col, endColumn. */
  readonly properties: Readonly<Record<string, string>>;
}

export interface ActRun {
  /** Of act itself: 0 when every job succeeded. */
  readonly status: number | null;
  readonly job: string | undefined;
  /** `success`, `failure` or `skipped` of each step by its id. */
  readonly steps: Readonly<Record<string, string | undefined>>;
  /** What the step `gatehouse` wrote, workflow commands apart, standard error and output together. */
  readonly log: string;
  readonly annotations: readonly ActAnnotation[];
  /** Every command that act heard from the step `gatehouse`, `set-output verdict` with the output's name. */
  readonly commands: readonly string[];
  readonly summary: string | undefined;
  /** Everything that act wrote. */
  readonly everything: string;
  /** What the workflow's own steps put into the folder `$COLLECT`, by name. */
  readonly collected: Readonly<Record<string, string>>;
}

export interface ActOptions {
  /** The event's payload. */
  readonly payload?: unknown;
  /** The program that runs JavaScript actions; default the Node that runs this test. */
  readonly node?: string;
  /** More folders for PATH. */
  readonly programs?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** `github.token`; default none. */
  readonly token?: string;
  /** Folders that stand for repositories on github.com: `owner/name@ref` → folder. */
  readonly repositories?: Readonly<Record<string, string>>;
}

/** Runs the workflows of a repository's folder for an event: `push`, `pull_request`, `merge_group`. */
export async function act(folder: string, event: string, options: ActOptions = {}): Promise<ActRun> {
  const collect = makeFolder();
  const { status, output } = await start(folder, [event, ...argumentsOf(options, collect)], options);
  const lines = output.split('\n').flatMap(parseLine);
  const ours = lines.filter(({ stepID }) => stepID?.[0] === 'gatehouse');
  return {
    status,
    job: lines.find(({ jobResult }) => jobResult !== undefined)?.jobResult,
    steps: Object.fromEntries(
      lines.flatMap(({ stepID, stepResult }) => (stepID && stepResult ? [[stepID[0], stepResult]] : [])),
    ),
    log: ours
      .filter(({ raw_output }) => raw_output)
      .map(({ msg }) => msg)
      .join(''),
    annotations: ours.flatMap(annotationOf),
    commands: ours.flatMap(({ command, name }) => (command === undefined ? [] : [[command, name].join(' ').trim()])),
    summary: ours.find(({ command }) => command === 'summary')?.content,
    everything: output,
    collected: Object.fromEntries(
      readdirSync(collect).map((name) => [name, readFileSync(join(collect, name), 'utf8')]),
    ),
  };
}

function argumentsOf({ payload, env, token, repositories }: ActOptions, collect: string): readonly string[] {
  const event = join(makeFolder(), 'event.json');
  if (payload !== undefined) writeFileSync(event, JSON.stringify(payload));
  return [
    // The job runs on this machine: there is no container.
    ...['--platform', 'ubuntu-latest=-self-hosted', '--no-cache-server', '--json'],
    ...(payload === undefined ? [] : ['--eventpath', event]),
    ...(token === undefined ? [] : ['--secret', `GITHUB_TOKEN=${token}`]),
    ...Object.entries({ ...env, COLLECT: collect }).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    ...Object.entries(repositories ?? {}).flatMap(([name, place]) => ['--local-repository', `${name}=${place}`]),
  ];
}

/** act sees a home and a cache of its own, and of this machine only the programs that a job needs. */
function start(folder: string, args: readonly string[], { node, programs }: ActOptions) {
  const home = makeFolder();
  const path = [programsFolder(node ?? process.execPath), ...(programs === undefined ? [] : [programs])];
  const child = spawn(programOf('act'), args, {
    cwd: folder,
    env: { PATH: path.join(delimiter), HOME: home, XDG_CACHE_HOME: join(home, 'cache') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  return new Promise<{ status: number | null; output: string }>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, output }));
  });
}

function programsFolder(node: string): string {
  const folder = makeFolder();
  symlinkSync(node, join(folder, 'node'));
  for (const program of PROGRAMS) {
    const places = (process.env['PATH'] ?? '').split(delimiter).map((place) => join(place, program));
    const found = places.find((place) => existsSync(place));
    if (found === undefined) throw new Error(`${program} is not on PATH, and a job needs it`);
    symlinkSync(found, join(folder, program));
  }
  return folder;
}

function parseLine(line: string): readonly ActLine[] {
  try {
    const parsed = actLine.safeParse(JSON.parse(line));
    return parsed.success ? [parsed.data] : [];
  } catch {
    return [];
  }
}

function annotationOf({ command, arg, kvPairs }: ActLine): readonly ActAnnotation[] {
  if (command !== 'error' && command !== 'warning' && command !== 'notice') return [];
  return [{ level: command, message: arg ?? '', properties: kvPairs ?? {} }];
}
