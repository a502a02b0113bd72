/** A frame of a stack: `    at name (…/file.js:3:9)` or `    at …/file.js:3:9`. */
const FRAME =
  /^\s+at (?:(?:async )?([\w.<>$ ]{1,80}) )?\(?(?:file:\/\/)?\S*?((?:chunks\/)?[\w.-]{1,80}\.[jt]s:\d+:\d+)\)?$/m;

/**
 * What can be said of a bug of ours: its kind and the nearest frame of our own code, `TypeError at correlate (chunks/terminal-AB12.js:3:9)`.
 * Never its message, which may hold text of the scanned tree, or a secret.
 */
export function placeOfBug(error: unknown): string {
  if (!(error instanceof Error)) return `a thrown ${typeof error}`;
  const frame = FRAME.exec(framesOf(error));
  const name = /^[A-Z]\w{0,40}$/.test(error.name) ? error.name : 'Error';
  return frame === null ? name : `${name} at ${[frame[1], `(${frame[2]})`].filter(Boolean).join(' ')}`;
}

/** The stack behind the message, which stands before it and may look like frames itself. */
function framesOf({ stack = '', message }: Error): string {
  const at = stack.indexOf(message);
  return at < 0 ? '' : stack.slice(at + message.length);
}
