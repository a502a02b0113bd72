/**
 * Plain fakes of every port, for tests: deterministic, no timers, no network, no disk.
 * `fakePorts()` gives a full set; a test replaces what it is about.
 */

import { PlatformError } from '../../src/model/errors.ts';
import type { Cache, CacheEntry } from '../../src/ports/cache.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Git, GitEntry, Worktree } from '../../src/ports/git.ts';
import type { GitHub } from '../../src/ports/github.ts';
import type { Http, HttpRequest, HttpResponse } from '../../src/ports/http.ts';
import type { Logger } from '../../src/ports/logger.ts';
import type { Ports } from '../../src/ports/ports.ts';
import type { Screen } from '../../src/ports/screen.ts';
import type { FoundTool, Tools } from '../../src/ports/tools.ts';
import { packagedAssets } from './assets.ts';
import { FakeFiles } from './fake-files.ts';
import { FakeProcesses } from './fake-processes.ts';
import { InlineWorkers } from './fake-workers.ts';

export { FakeFiles } from './fake-files.ts';
export { exited, FakeProcesses, killed, timedOut } from './fake-processes.ts';
export { InlineWorkers } from './fake-workers.ts';

/** A clock that stands still until it is moved. Starts at 2026-01-01. */
export class FakeClock implements Clock {
  #now = Date.UTC(2026, 0, 1);
  #elapsed = 0;
  readonly #tickers = new Set<{ readonly everyMs: number; readonly tick: () => void; nextAt: number }>();

  now(): number {
    return this.#now;
  }

  elapsed(): number {
    return this.#elapsed;
  }

  every(everyMs: number, tick: () => void): () => void {
    const ticker = { everyMs, tick, nextAt: this.#elapsed + everyMs };
    this.#tickers.add(ticker);
    return () => this.#tickers.delete(ticker);
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds;
    this.#elapsed += milliseconds;
    for (const ticker of this.#tickers) {
      for (; ticker.nextAt <= this.#elapsed; ticker.nextAt += ticker.everyMs) ticker.tick();
    }
  }
}

/** A cache in memory whose entries age with the clock. */
export class FakeCache implements Cache {
  readonly entries = new Map<string, { readonly value: Uint8Array; readonly at: number }>();
  readonly #clock: Clock;

  constructor(clock: Clock = new FakeClock()) {
    this.#clock = clock;
  }

  async get(space: string, key: string): Promise<CacheEntry | undefined> {
    const entry = this.entries.get(`${space}/${key}`);
    return entry && { value: entry.value, ageMs: this.#clock.now() - entry.at };
  }

  async put(space: string, key: string, value: Uint8Array): Promise<void> {
    this.entries.set(`${space}/${key}`, { value, at: this.#clock.now() });
  }
}

/** A folder in a git work tree with these entries, or (without entries) in none. */
export function fakeGit(entries?: readonly GitEntry[], worktree: Partial<Worktree> = {}): Git {
  const inside = { top: '/repo', prefix: '', head: '1'.repeat(40), shallow: false, ...worktree };
  return {
    worktree: async () =>
      entries === undefined
        ? { worktree: undefined, note: 'not in a git work tree' }
        : { worktree: inside, note: undefined },
    entries: async () => entries ?? [],
    index: async () =>
      (entries ?? []).map(({ path, kind }) => ({ path, kind, object: path, staged: true, conflicted: false })),
    extract: async () => new Map(),
  };
}

/** Programs by name, all on PATH at `/usr/bin` unless said otherwise. */
export class FakeTools implements Tools {
  readonly #found: ReadonlyMap<string, FoundTool>;

  constructor(programs: readonly (string | (FoundTool & { readonly program: string }))[] = []) {
    this.#found = new Map(
      programs.map((tool) =>
        typeof tool === 'string'
          ? [tool, { file: `/usr/bin/${tool}`, origin: 'path' }]
          : [tool.program, { file: tool.file, origin: tool.origin }],
      ),
    );
  }

  async find(program: string): Promise<FoundTool | undefined> {
    return this.#found.get(program);
  }

  environment(scratch: string): Readonly<Record<string, string>> {
    return { PATH: '/usr/bin', HOME: scratch, TMPDIR: scratch, LANG: 'C.UTF-8' };
  }
}

/** Everything that was logged, as `level: message`. */
export class FakeLogger implements Logger {
  readonly lines: string[] = [];

  info(message: string): void {
    this.lines.push(`info: ${message}`);
  }

  warn(message: string): void {
    this.lines.push(`warn: ${message}`);
  }

  debug(message: string): void {
    this.lines.push(`debug: ${message}`);
  }
}

/** A screen that remembers; `drawn` is what a live one shows now, `printed` what stays. */
export class FakeScreen implements Screen {
  readonly live: boolean;
  readonly columns: number;
  readonly colour = false;
  drawn: readonly string[] = [];
  printed = '';

  constructor(live = false, columns = 80) {
    this.live = live;
    this.columns = columns;
  }

  draw(lines: readonly string[]): void {
    if (this.live) this.drawn = lines;
  }

  print(text: string): void {
    this.printed += text;
  }
}

/** A network of one function; without one, nothing is reachable. Every request is in `requests`. */
export class FakeHttp implements Http {
  readonly requests: HttpRequest[] = [];
  readonly #answer: (request: HttpRequest) => HttpResponse | Promise<HttpResponse>;

  constructor(answer: (request: HttpRequest) => HttpResponse | Promise<HttpResponse> = refuse) {
    this.#answer = answer;
  }

  async send(request: HttpRequest): Promise<HttpResponse> {
    this.requests.push(request);
    return this.#answer(request);
  }
}

/** An answer of the network with this JSON body. */
export function jsonResponse(body: unknown, status = 200): HttpResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(body)) };
}

const noGitHub: GitHub = { changedLines: async () => ({ lines: undefined, note: 'no token' }) };

/** A full set of fakes, all with nothing in them; `replaced` says what the test brings itself. */
export function fakePorts<Replaced extends Partial<Ports>>(replaced: Replaced): FakePorts & Replaced {
  const clock = new FakeClock();
  return {
    assets: packagedAssets,
    cache: new FakeCache(clock),
    ci: { pullRequest: undefined, blobUrl: undefined, runUrl: undefined },
    clock,
    files: new FakeFiles(),
    git: fakeGit(),
    github: noGitHub,
    http: new FakeHttp(),
    logger: new FakeLogger(),
    processes: new FakeProcesses(),
    screen: new FakeScreen(),
    tools: new FakeTools(),
    workers: new InlineWorkers(),
    ...replaced,
  };
}

/** The ports with the fakes' own controls. */
export interface FakePorts extends Ports {
  readonly cache: FakeCache;
  readonly clock: FakeClock;
  readonly files: FakeFiles;
  readonly http: FakeHttp;
  readonly logger: FakeLogger;
  readonly processes: FakeProcesses;
  readonly screen: FakeScreen;
  readonly tools: FakeTools;
  readonly workers: InlineWorkers;
}

function refuse(request: HttpRequest): never {
  throw new PlatformError('refused', `${new URL(request.url).host} refused the connection`);
}
