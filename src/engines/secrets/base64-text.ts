/** Shorter texts are words, which every alphabet holds. */
const SHORTEST = 8;

/**
 * What base64 stands for where that is a readable ASCII text: `dXNlcjpwYXNzd29yZA==` → `user:password`. `undefined` for anything else,
 * so for keys, which are bytes. Encoding hides nothing and protects nothing, so the text is what has to be judged.
 */
export function textInBase64(value: string): string | undefined {
  if (value.length < SHORTEST || !/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return undefined;
  const text = Buffer.from(value, 'base64').toString('latin1');
  // A random byte is a readable character in two of five cases, and six of them in a row in three of a thousand.
  return text.length >= 6 && /^[\x20-\x7e\r\n\t]+$/.test(text) ? text.trim() : undefined;
}
