import { createAssets } from '../platform/assets.ts';
import { createCache } from '../platform/cache.ts';
import { cacheFolder } from '../platform/cache-folder.ts';
import { readCiContext } from '../platform/ci-context.ts';
import { createClock, sleep } from '../platform/clock.ts';
import { compileLater } from '../platform/compile-later.ts';
import { createFiles } from '../platform/files.ts';
import { createGit } from '../platform/git.ts';
import { createGitHub } from '../platform/github.ts';
import type { Host } from '../platform/host.ts';
import { createHttp } from '../platform/http.ts';
import { createLogger } from '../platform/logger.ts';
import { createProcesses } from '../platform/processes.ts';
import { createOutput, type TextOutput } from '../platform/safe-stream.ts';
import { createScreen } from '../platform/screen.ts';
import { createTools } from '../platform/tools.ts';
import { createWorkers } from '../platform/workers.ts';
import type { Ports } from '../ports/ports.ts';

export interface WireOptions {
  readonly version: string;
  readonly verbose: boolean;
  readonly quiet: boolean;
  /** Reads the pull request's changed lines; never seen by a scanner. */
  readonly token: string | undefined;
}

/** The program's ports, and what must be undone when it ends. */
export interface Wired {
  readonly ports: Ports;
  readonly stdout: TextOutput;
  /** Kills children, stops workers, removes temporary folders; synchronous, and harmless when called twice. */
  release(): void;
}

/** Wires every port to the real machine. */
export async function wire(host: Host, options: WireOptions): Promise<Wired> {
  const clock = createClock();
  const files = createFiles();
  const processes = createProcesses();
  const tools = createTools(host.env, files, host.platform);
  compileLater();
  const workers = createWorkers(host.besideProgram('worker.js'), host.cores);
  const screen = createScreen(host.stderr, host.env);
  const logger = createLogger((line) => screen.print(line), options);
  const place = cacheFolder(host.env, host.platform);
  if (place.note !== undefined) logger.debug(place.note);
  const ports: Ports = {
    assets: createAssets(host.besideProgram),
    cache: createCache(place.folder, clock),
    ci: await readCiContext(host.env),
    clock,
    files,
    git: createGit(tools, host.env),
    github: createGitHub(options.token, host.env),
    http: createHttp({ userAgent: `gatehouse/${options.version}`, sleep }),
    logger,
    processes,
    screen,
    tools,
    workers,
  };
  const release = (): void => {
    processes.killAll();
    void workers.stop();
    files.removeTemporaryFolders();
  };
  host.onExit(release);
  return { ports, stdout: createOutput(host.stdout), release };
}
