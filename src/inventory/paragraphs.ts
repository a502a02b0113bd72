import { pathFromBytes } from '../model/path.ts';

/**
 * The paragraphs of a text whose fields are `Name: value` and whose further lines begin with white space (deb822(5),
 * https://manpages.debian.org/bookworm/dpkg-dev/deb822.5.en.html), read one after the other. Only the first line of a value is kept: no
 * field that is used has another. `wanted` are names in small letters.
 */
export function* paragraphs(bytes: Uint8Array, wanted: ReadonlySet<string>): Generator<ReadonlyMap<string, string>> {
  let fields = new Map<string, string>();
  let isEmpty = true;
  for (const line of linesOf(bytes)) {
    if (/^\s*$/.test(line)) {
      if (!isEmpty) yield fields;
      fields = new Map();
      isEmpty = true;
      continue;
    }
    isEmpty = false;
    if (/^[ \t]/.test(line)) continue;
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).toLowerCase();
    if (wanted.has(name) && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  if (!isEmpty) yield fields;
}

/** Package managers end every line that they write: what ends without is not all that they wrote. As a clause (or none). */
export function problemOfLastLine(bytes: Uint8Array): readonly string[] {
  const isWhole = bytes.length === 0 || bytes[bytes.length - 1] === 0x0a;
  return isWhole ? [] : ['it ends in the middle of a line: what follows is missing'];
}

/** Lines without their ends; one at a time, because databases have many. */
export function* linesOf(bytes: Uint8Array): Generator<string> {
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(0x0a, start);
    const end = found < 0 ? bytes.length : found;
    yield pathFromBytes(bytes.subarray(start, bytes[end - 1] === 0x0d && end > start ? end - 1 : end));
    start = end + 1;
  }
}
