import { crc32Base62 } from '../../../src/engines/secrets/checksum.ts';

const DIGITS = '0123456789';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const ALPHABETS: Readonly<Record<string, string>> = {
  alnum: DIGITS + LOWER + UPPER,
  alpha: LOWER + UPPER,
  base32: `${UPPER}234567`,
  base32l: `${LOWER}234567`,
  base64: `${DIGITS}${LOWER}${UPPER}+/`,
  bech32: 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L',
  digits: DIGITS,
  hex: `${DIGITS}abcdef`,
  lower: DIGITS + LOWER,
  same: 'x',
  upper: DIGITS + UPPER,
  url: `${DIGITS}${LOWER}${UPPER}_-`,
};

/**
 * An example of a rule file as the text that it stands for, so that the file itself holds nothing that looks like a secret: the joint `¦` goes,
 * and `[[hex:32]]` becomes 32 characters that look drawn (the same ones each time), `[[crc:30]]` 30 with their checksum.
 */
export function exampleText(example: string): string {
  const draw = drawer(seedOf(example));
  return example
    .replaceAll('¦', '')
    .replace(/\[\[(\w+):(\d+)\]\]/g, (_, kind: string, length: string) =>
      kind === 'crc' ? withChecksum(draw('alnum', Number(length))) : draw(kind, Number(length)),
    );
}

function withChecksum(body: string): string {
  return `${body}${crc32Base62(body)}`;
}

/** Starts with a letter and a digit where the alphabet has them, so that no example depends on luck. */
function drawer(seed: number): (kind: string, length: number) => string {
  let state = seed;
  return (kind, length) => {
    const alphabet = ALPHABETS[kind];
    if (alphabet === undefined) throw new RangeError(`no alphabet is called ${kind}`);
    return Array.from({ length }, (_, at) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      const place = (state >>> 8) % alphabet.length;
      return at < 2 && kind !== 'same' && kind !== 'digits'
        ? pick(alphabet, at === 0 ? /[a-z]/i : /[0-9]/, place)
        : alphabet[place];
    }).join('');
  };
}

function pick(alphabet: string, wanted: RegExp, place: number): string {
  const members = [...alphabet].filter((member) => wanted.test(member));
  return (members.length === 0 ? [...alphabet] : members)[place % Math.max(members.length, 1)] ?? 'x';
}

function seedOf(text: string): number {
  let seed = 7;
  for (const character of text) seed = (Math.imul(seed, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  return seed;
}
