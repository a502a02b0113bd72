/** How many bytes of a text may come before its `coding:` line ends (PEP 263: within the first two lines). */
const COOKIE_BYTES = 1024;

/**
 * Bytes of a manifest → text, without its byte-order mark: UTF-8 or UTF-16 by the mark, else by a `# -*- coding: … -*-`
 * line (PEP 263, which pip honours), else UTF-8. `undefined` for what is no text: unknown encodings, NUL characters.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  const start = Buffer.from(bytes.subarray(0, COOKIE_BYTES)).toString('latin1');
  for (const line of start.split(/\r\n|\r|\n/, 2)) {
    const cookie = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/.exec(line);
    if (cookie?.[1] !== undefined) return labelOf(cookie[1]);
  }
  return 'utf-8';
}

/** Python's name of an encoding → the web's (https://encoding.spec.whatwg.org/#names-and-labels). */
function labelOf(name: string): string {
  const label = name.toLowerCase().replaceAll('_', '-');
  if (label === 'latin-1') return 'latin1';
  return label === 'utf-8-sig' ? 'utf-8' : label;
}
