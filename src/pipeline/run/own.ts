import type { ExitMeaning, Invocation, OwnScanner, Target } from '../../scanners/contract.ts';
import type { ReadyScan } from '../plan-types.ts';
import { type Ending, failed, type RunContext } from './context.ts';
import { askProgram } from './program.ts';

/** Most scanners end with 1 when they found something; anything else is a failure until its owner wraps it. */
const EXITS: Readonly<Record<number, ExitMeaning>> = { 0: 'ok', 1: 'ok' };

/**
 * Runs a user's own scanner. `{output}` and `{target}` are replaced inside each argument, never by a shell; a command without
 * `{output}` writes its report to standard output.
 */
export async function runOwn(scanner: OwnScanner, scan: ReadyScan, context: RunContext): Promise<Ending> {
  const { program } = scan;
  if (program === undefined) return failed('was made ready without a program');
  const invoke = (target: Target): Invocation => ({
    args: scanner.command.slice(1).map((argument) => fill(argument, target)),
    reportOnStdout: !scanner.command.some((argument) => argument.includes('{output}')),
  });
  return askProgram({ scan, program, exits: EXITS, nothingToDo: 'nothing here for it', invoke }, context);
}

/** In one pass, so that a folder called `{output}` stays what it is. */
function fill(argument: string, { output, root }: Target): string {
  return argument.replace(/\{(output|target)\}/g, (_, name: string) => (name === 'output' ? output : root));
}
