import { PlatformError } from '../../model/errors.ts';
import type { FilePath } from '../../model/path.ts';
import { utf16WithoutMark } from '../../model/utf16.ts';
import type { Files } from '../../ports/files.ts';
import { absolutePath, isWithin } from '../absolute-path.ts';

/** The size up to which `discover` lets a file in, and so a line can be shown. */
const MAX_SOURCE_BYTES = 10 * 1024 * 1024;
/** As git decides: a zero byte among the first 8,000. */
const BINARY_WITHIN = 8_000;

/**
 * The lines of a file without their ends, or `undefined` where there are none to show: binary, gone, too large, forbidden, or by now reached
 * through a link that leads out of the root.
 */
export async function readLines(root: FilePath, path: FilePath, files: Files): Promise<readonly string[] | undefined> {
  try {
    const file = await files.resolve(absolutePath(root, path));
    return isWithin(root, file) ? linesOf(await files.read(file, MAX_SOURCE_BYTES)) : undefined;
  } catch (error) {
    if (error instanceof PlatformError) return undefined;
    throw error;
  }
}

/** Bytes → lines. A line ends at LF, CRLF, or in a file without any LF at CR. What follows the last end is a line, empty or not. */
export function linesOf(bytes: Uint8Array): readonly string[] | undefined {
  const text = decode(bytes);
  if (text === undefined) return undefined;
  return text.split(text.includes('\n') ? /\r?\n/ : '\r');
}

/** UTF-8, or UTF-16 by its byte-order mark or the zeros of its ASCII; the mark itself is no character of the first line. */
function decode(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.subarray(0, BINARY_WITHIN).includes(0)) {
    const encoding = utf16WithoutMark(bytes);
    return encoding && new TextDecoder(encoding).decode(bytes);
  }
  return new TextDecoder('utf-8').decode(bytes);
}
