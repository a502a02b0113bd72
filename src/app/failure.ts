import { placeOfBug } from '../model/bug.ts';
import { ConfigurationError, GatehouseError, InterruptedError } from '../model/errors.ts';
import { printable, printableLines } from '../model/text.ts';

/**
 * What is said about an error that ends the run. A mistake of the user is one line each; a bug of ours names the place in our code and
 * nothing else: its message may hold text of the scanned tree, or a secret.
 */
export function describeFailure(error: unknown, version: string): string {
  if (error instanceof ConfigurationError) return printableLines(error.message);
  if (error instanceof InterruptedError) return 'interrupted: nothing was judged';
  if (error instanceof GatehouseError)
    return `gatehouse could not finish, so nothing was judged: ${printable(error.message)}`;
  return [
    'This is a bug in gatehouse, and nothing was judged.',
    `Please report these words, they hold nothing of your code: gatehouse ${version}, ${placeOfBug(error)}`,
  ].join('\n');
}
