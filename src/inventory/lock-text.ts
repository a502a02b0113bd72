import { decodeText } from './decode-text.ts';
import { type Reading, unreadable } from './inventory.ts';
import { isRecord } from './json-shapes.ts';

/**
 * The bytes of a lockfile as text, given to `read`; what is no text, or the half of a merge, is unreadable before that.
 */
export function readLockText(bytes: Uint8Array, read: (text: string) => Reading): Reading {
  const text = decodeText(bytes);
  if (text === undefined) return unreadable('is not text');
  return /^<{7} /m.test(text) ? unreadable('holds merge conflict markers') : read(text);
}

/** The same for JSON: `read` takes the parsed value (an object) and the text. */
export function readLockJson(
  bytes: Uint8Array,
  read: (value: Readonly<Record<string, unknown>>, text: string) => Reading,
): Reading {
  return readLockText(bytes, (text) => {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      return unreadable(`is not JSON${lineOfMistake(text, error)}`);
    }
    return isRecord(value) ? read(value, text) : unreadable('holds no object');
  });
}

/** V8 names the place as an offset; people want a line. */
export function lineOfMistake(text: string, error: unknown): string {
  const offset = /at position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  return offset === undefined ? '' : ` (line ${text.slice(0, Number(offset)).split('\n').length})`;
}
