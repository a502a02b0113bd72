const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CHECKSUM_LENGTH = 6;

/** How a token proves itself. */
export type Checksum = 'crc32-base62';

/**
 * Whether a token's last six characters are the CRC-32 of its random part in base 62, as GitHub and npm make them
 * (https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/). `body` is the token after its prefix.
 */
export function checksumHolds(checksum: Checksum, body: string): boolean {
  switch (checksum) {
    case 'crc32-base62':
      return body.slice(-CHECKSUM_LENGTH) === crc32Base62(body.slice(0, -CHECKSUM_LENGTH));
  }
}

/** CRC-32 (ISO 3309) of an ASCII text as six characters of base 62, padded with `0`. */
export function crc32Base62(text: string): string {
  let number = crc32(text);
  let digits = '';
  while (number > 0) {
    digits = `${BASE62[number % 62]}${digits}`;
    number = Math.floor(number / 62);
  }
  return digits.padStart(CHECKSUM_LENGTH, '0');
}

function crc32(text: string): number {
  const table = crc32Table();
  let crc = 0xffffffff;
  for (let at = 0; at < text.length; at += 1) crc = (table[(crc ^ text.charCodeAt(at)) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

let table: Uint32Array | undefined;

function crc32Table(): Uint32Array {
  table ??= Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    return value;
  });
  return table;
}
