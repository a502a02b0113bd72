import { resolve } from 'node:path';
import { ConfigurationError, GatehouseError } from '../model/errors.ts';
import type { Outcome } from '../model/outcome.ts';
import type { FilePath } from '../model/path.ts';
import { CONFIGURATION_PLACES, findConfiguration } from '../pipeline/find-configuration.ts';
import { locate } from '../pipeline/locate.ts';
import type { Cache } from '../ports/cache.ts';
import type { Ports } from '../ports/ports.ts';
import { explainFinding, nearestIds } from '../reporters/explain.ts';
import type { CommandLine } from './command-line.ts';
import type { ExitStatus } from './exit-status.ts';
import { latestRoot, recallRun } from './last-run.ts';
import type { TerminalContext } from './terminal-context.ts';
import { wire } from './wire.ts';

/** `gatehouse explain ID [PATH]`: why a finding of the last scan of PATH is what it is, and how to accept it. */
export async function explainCommand(
  { id, path }: Extract<CommandLine, { command: 'explain' }>,
  { host, version, onRelease }: TerminalContext,
): Promise<ExitStatus> {
  const { ports, stdout, release } = await wire(host, { version, verbose: false, quiet: false, token: undefined });
  onRelease(release);
  const { columns, colour } = ports.screen;
  const here = resolve(host.cwd, path ?? '.');
  // A scan of another folder ends with an id, too, and who copies it says no path.
  const roots = path === undefined ? [here, await latestRoot(ports.cache)] : [here];
  const runs = await remembered(roots, version, ports.cache);
  for (const { root, outcome } of runs) {
    const configuration = await configurationOf(root, ports);
    const text = explainFinding(outcome, id, { columns, colour, configuration });
    if (text === undefined) continue;
    await stdout.write(text);
    return 0;
  }
  throw new ConfigurationError([{ place: 'explain', problem: problemOf(id, path ?? '.', here, runs) }]);
}

interface Remembered {
  readonly root: FilePath;
  readonly outcome: Outcome;
}

async function remembered(
  roots: readonly (FilePath | undefined)[],
  version: string,
  cache: Cache,
): Promise<readonly Remembered[]> {
  const runs: Remembered[] = [];
  for (const root of new Set(roots)) {
    const outcome = root === undefined ? undefined : await recallRun(root, version, cache);
    if (root !== undefined && outcome !== undefined) runs.push({ root, outcome });
  }
  return runs;
}

function problemOf(id: string, path: string, here: FilePath, [first]: readonly Remembered[]): string {
  if (first === undefined) return `no scan of ${here} is remembered: run gatehouse scan ${path} first`;
  const guesses = nearestIds(first.outcome, id);
  const hint = guesses.length > 0 ? `: did you mean ${guesses.join(' or ')}?` : ' (the ids stand in its report)';
  return `the last scan of ${first.root} has no finding ${id}${hint}`;
}

/** The configuration that is there, by its name; the usual one where there is none yet, or two. */
async function configurationOf(root: FilePath, ports: Ports): Promise<string> {
  try {
    const place = await locate(root, ports);
    const found = await findConfiguration(
      { root: place.root, configFile: undefined },
      place.worktree?.top,
      ports.files,
    );
    return found?.name ?? CONFIGURATION_PLACES[0];
  } catch (error) {
    if (error instanceof GatehouseError) return CONFIGURATION_PLACES[0];
    throw error;
  }
}
