import { type FilePath, pathFromBytes } from '../model/path.ts';

const QUOTE = 0x22;

/** The one-letter escapes of C that git uses (https://git-scm.com/docs/git-config#Documentation/git-config.txt-corequotePath). */
const LETTERS: Readonly<Record<string, number>> = {
  a: 0x07,
  b: 0x08,
  t: 0x09,
  n: 0x0a,
  v: 0x0b,
  f: 0x0c,
  r: 0x0d,
};

/** A path as git prints it in lines: as it is, or in quotes where it holds a quote, a control or a byte that is no ASCII. */
export function unquotePath(printed: Uint8Array): FilePath {
  if (printed[0] !== QUOTE) return pathFromBytes(printed);
  const inner = Buffer.from(printed.subarray(1, -1)).toString('latin1');
  const bytes = inner.replace(/\\([0-3][0-7]{2}|.)/g, (_, code: string) =>
    String.fromCharCode(code.length === 3 ? Number.parseInt(code, 8) : (LETTERS[code] ?? code.charCodeAt(0))),
  );
  return pathFromBytes(Buffer.from(bytes, 'latin1'));
}
