/**
 * A path as Gatehouse carries it: a string of `/`-separated segments, relative to the scanned root unless said otherwise.
 *
 * File systems hold bytes, not text. Bytes that are not UTF-8 are carried as the lone surrogates U+DC80…U+DCFF
 * (Python's `surrogateescape`, PEP 383), so that bytes → path → bytes is lossless and two files never share a name.
 */
export type FilePath = string;

const ESCAPE_BASE = 0xdc00;

/** Bytes of the file system → path. Never throws. */
export function pathFromBytes(bytes: Uint8Array): FilePath {
  const text = Buffer.from(bytes).toString('utf8');
  if (!text.includes('\ufffd')) return text;
  let path = '';
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length === 0) path += String.fromCharCode(ESCAPE_BASE + (bytes[at] ?? 0));
    else path += Buffer.from(bytes.subarray(at, at + length)).toString('utf8');
    at += Math.max(length, 1);
  }
  return path;
}

/** Path → the file system's bytes; the inverse of `pathFromBytes`. */
export function pathToBytes(path: FilePath): Buffer {
  if (!/[\udc80-\udcff]/.test(path)) return Buffer.from(path, 'utf8');
  const parts: Buffer[] = [];
  for (const character of path) {
    const code = character.charCodeAt(0);
    const escaped = character.length === 1 && code >= 0xdc80 && code <= 0xdcff;
    parts.push(escaped ? Buffer.from([code - ESCAPE_BASE]) : Buffer.from(character, 'utf8'));
  }
  return Buffer.concat(parts);
}

/** Percent-encodes a path's bytes as a relative URI reference (RFC 3986 §3.3), as SARIF's `uri` wants it. */
export function pathToUri(path: FilePath): string {
  let uri = '';
  for (const byte of pathToBytes(path)) {
    const character = String.fromCharCode(byte);
    uri += /[A-Za-z0-9\-._~!$&'()*+,;=@/]/.test(character)
      ? character
      : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return uri;
}

/** The inverse of `pathToUri`; malformed percent signs are kept as they are. */
export function pathFromUri(uri: string): FilePath {
  if (!uri.includes('%')) return uri;
  const parts: Buffer[] = [];
  for (const [piece] of uri.matchAll(/%[0-9A-Fa-f]{2}|[^%]+|%/g)) {
    parts.push(
      /^%[0-9A-Fa-f]{2}$/.test(piece) ? Buffer.from([Number.parseInt(piece.slice(1), 16)]) : Buffer.from(piece, 'utf8'),
    );
  }
  return pathFromBytes(Buffer.concat(parts));
}

/** Order of paths by code unit: the same on every machine and locale. */
export function comparePaths(a: FilePath, b: FilePath): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Length of the well-formed UTF-8 sequence at `at` (Unicode table 3-7), 0 if there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  const length =
    first < 0x80
      ? 1
      : first >= 0xc2 && first < 0xe0
        ? 2
        : first >= 0xe0 && first < 0xf0
          ? 3
          : first >= 0xf0 && first < 0xf5
            ? 4
            : 0;
  if (length === 0 || at + length > bytes.length) return 0;
  const text = Buffer.from(bytes.subarray(at, at + length)).toString('utf8');
  return text.includes('\ufffd') &&
    !(length === 3 && first === 0xef && bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd)
    ? 0
    : length;
}
