import { resolve } from 'node:path';
import { ConfigurationError } from '../model/errors.ts';
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
  const text = explainFinding(outcome, id, { columns: ports.screen.columns, colour: ports.screen.colour });
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
