import type { ExternalScanner } from '../../scanners/contract.ts';
import type { ReadyScan } from '../plan-types.ts';
import { type Ending, failed, type RunContext } from './context.ts';
import { askProgram } from './program.ts';

/** Runs a scanner of others as its adapter says. */
export async function runExternal(scanner: ExternalScanner, scan: ReadyScan, context: RunContext): Promise<Ending> {
  const { program } = scan;
  if (program === undefined) return failed('was made ready without a program');
  const { exits, nothingToDo } = scanner;
  return askProgram(
    { scan, program, exits, nothingToDo, invoke: (target) => scanner.invoke(target, scan.extraArgs) },
    context,
  );
}
