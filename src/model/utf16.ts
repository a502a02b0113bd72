/** How much of the beginning decides. */
const PROBE_BYTES = 8_000;
/** Shorter pieces say nothing. */
const FEWEST_BYTES = 16;
/** Of ASCII in UTF-16 every second byte is zero, and a letter of another script here and there changes little. */
const ZERO_SHARE = 0.7;
/** Controls that texts have none of; tab, line ends and form feed are theirs. */
const NO_TEXT = /[\u0000-\u0008\u000b\u000e-\u001f\ufffe\uffff]/;

/**
 * UTF-16 without a byte-order mark, as Windows programs write it now and then: mostly ASCII, so that nearly all zero bytes are on one side.
 * `undefined` for everything else. Bytes of UTF-16 in other scripts hold no zeros and are not told from other binary data.
 */
export function utf16WithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const head = bytes.subarray(0, PROBE_BYTES - (PROBE_BYTES % 2));
  if (head.length < FEWEST_BYTES || bytes.length % 2 !== 0) return undefined;
  const zeros = [0, 0];
  for (let at = 0; at < head.length; at += 1) if (head[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const most = (head.length / 2) * ZERO_SHARE;
  const encoding = odd >= most && even === 0 ? 'utf-16le' : even >= most && odd === 0 ? 'utf-16be' : undefined;
  if (encoding === undefined || NO_TEXT.test(new TextDecoder(encoding).decode(head))) return undefined;
  return encoding;
}
