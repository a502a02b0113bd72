import { isUtf8 } from 'node:buffer';
import { ScannerError } from '../model/errors.ts';
import { findJsonError } from './json-error.ts';
import { MAX_DEPTH, MAX_REPORT_BYTES } from './limits.ts';

/**
 * Bytes of a report → its JSON value. Reads UTF-8 and, by byte-order mark or by its zero bytes, UTF-16 (Windows PowerShell's `>`).
 * Throws `ScannerError('parse')` with a clause that says where; never quotes the report, which may hold a secret.
 */
export function decodeJson(bytes: Uint8Array): { readonly value: unknown; readonly repairs: readonly string[] } {
  if (bytes.length > MAX_REPORT_BYTES) {
    throw unreadable(`wrote a report of ${bytes.length} bytes; more than ${MAX_REPORT_BYTES} are not read`);
  }
  const { text, repairs } = decodeText(bytes);
  if (text.trim() === '') throw unreadable('wrote an empty report');
  refuseDepth(text);
  try {
    return { value: JSON.parse(text), repairs };
  } catch {
    throw unreadable(whereJsonEnds(text));
  }
}

/** The error of everything that makes a report unreadable. `clause` follows the scanner's name. */
export function unreadable(clause: string): ScannerError {
  return new ScannerError('parse', clause);
}

function decodeText(bytes: Uint8Array): { text: string; repairs: readonly string[] } {
  const [first = -1, second = -1, third = -1] = bytes;
  if (first === 0xff && second === 0xfe) return utf16(bytes, 'utf-16le');
  if (first === 0xfe && second === 0xff) return utf16(bytes, 'utf-16be');
  if (first !== 0 && second === 0) return utf16(bytes, 'utf-16le');
  if (first === 0 && second > 0) return utf16(bytes, 'utf-16be');
  const marked = first === 0xef && second === 0xbb && third === 0xbf;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).subarray(marked ? 3 : 0);
  const repairs = [
    ...(marked ? ['a byte-order mark before the report'] : []),
    ...(isUtf8(buffer) ? [] : ['bytes that are not UTF-8']),
  ];
  return { text: buffer.toString('utf8'), repairs };
}

function utf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be') {
  return { text: new TextDecoder(encoding).decode(bytes), repairs: ['a report in UTF-16'] };
}

/** JSON.parse itself does not mind depth, but nothing honest nests so deep and everything after it may. */
function refuseDepth(text: string): void {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quoted) {
      if (code === 0x5c) at++;
      else if (code === 0x22) quoted = false;
    } else if (code === 0x22) quoted = true;
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > MAX_DEPTH) {
        throw unreadable(`wrote a report that nests more than ${MAX_DEPTH} levels deep (${placeOf(text, at)})`);
      }
    } else if (code === 0x7d || code === 0x5d) depth--;
  }
}

function whereJsonEnds(text: string): string {
  const at = findJsonError(text);
  const fault = at >= text.length ? 'breaks off' : 'is no JSON';
  return `wrote a report that ${fault} (${placeOf(text, at)})`;
}

function placeOf(text: string, at: number): string {
  const before = text.slice(0, at);
  return `line ${before.split('\n').length}, byte ${Buffer.byteLength(before)}`;
}
