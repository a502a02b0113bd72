import { resolve } from 'node:path';
import { ConfigurationError, GatehouseError } from '../model/errors.ts';
import type { FilePath } from '../model/path.ts';
import { CONFIGURATION_PLACES, findConfiguration } from '../pipeline/find-configuration.ts';
import { locate } from '../pipeline/locate.ts';
import type { Ports } from '../ports/ports.ts';
import { explainFinding, nearestIds } from '../reporters/explain.ts';
import type { CommandLine } from './command-line.ts';
import type { ExitStatus } from './exit-status.ts';
import { recallRun } from './last-run.ts';
import type { TerminalContext } from './terminal-context.ts';
import { wire } from './wire.ts';

/** `gatehouse explain ID [PATH]`: why a finding of the last scan of PATH is what it is, and how to accept it. */
export async function explainCommand(
  { id, path }: Extract<CommandLine, { command: 'explain' }>,
  { host, version, onRelease }: TerminalContext,
): Promise<ExitStatus> {
  const { ports, stdout, release } = await wire(host, { version, verbose: false, quiet: false, token: undefined });
  onRelease(release);
  const root = resolve(host.cwd, path);
  const outcome = await recallRun(root, version, ports.cache);
  if (outcome === undefined) {
    throw new ConfigurationError([
      { place: 'explain', problem: `no scan of ${root} is remembered: run gatehouse scan ${path} first` },
    ]);
  }
  const { columns, colour } = ports.screen;
  const text = explainFinding(outcome, id, { columns, colour, configuration: await configurationOf(root, ports) });
  if (text === undefined) {
    const guesses = nearestIds(outcome, id);
    const hint = guesses.length > 0 ? `: did you mean ${guesses.join(' or ')}?` : ' (the ids stand in its report)';
    throw new ConfigurationError([
      { place: 'explain', problem: `the last scan of ${root} has no finding ${id}${hint}` },
    ]);
  }
  await stdout.write(text);
  return 0;
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
