import { describe, expect, test } from '@jest/globals';
import { withoutOverlaps } from '../../../src/engines/secrets/candidate.ts';
import { checksumHolds, crc32Base62 } from '../../../src/engines/secrets/checksum.ts';
import { entropy, wordlikeness } from '../../../src/engines/secrets/entropy.ts';
import { expandLiteral } from '../../../src/engines/secrets/literal-classes.ts';
import { nameKind, wordsOf } from '../../../src/engines/secrets/names.ts';
import { isMadeUp, isPathOrAddress, isPlaceholder, isReference } from '../../../src/engines/secrets/placeholder.ts';
import { looksDrawn } from '../../../src/engines/secrets/randomness.ts';
import { contextRules } from '../../../src/engines/secrets/rules.ts';
import { wantsForSecrets } from '../../../src/engines/secrets/wants.ts';

describe('names', () => {
  test.each([
    ['password', 'password'],
    ['DB_PASSWORD', 'password'],
    ['dbPassword2', 'password'],
    ['smtp-pass', 'password'],
    ['adminPwd', 'password'],
    ['PASSWORD_PROD', 'password'],
    ['clientSecret', 'secret'],
    ['SECRET_KEY', 'secret'],
    ['SECRET_KEY_BASE', 'secret'],
    ['apiKey', 'token'],
    ['X-API-Key', 'token'],
    ['GITHUB_TOKEN', 'token'],
    ['stripeApikey', 'token'],
    ['AUTH_SALT', 'token'],
    ['publicKey', 'none'],
    ['primary_key', 'none'],
    ['passwordField', 'none'],
    ['password_min_length', 'none'],
    ['forgotPassword', 'none'],
    ['csrfToken', 'none'],
    ['nextPageToken', 'none'],
    ['tokenType', 'none'],
    ['secretName', 'none'],
    ['bypass', 'none'],
    ['compass', 'none'],
    ['tokenizer', 'none'],
    ['keyboard', 'none'],
  ])('%s promises: %s', (name, kind) => {
    expect(nameKind(name)).toBe(kind);
  });

  test('are read in every usual spelling', () => {
    expect(wordsOf('dbUserPassword')).toEqual(['db', 'user', 'password']);
    expect(wordsOf('DB_USER-password9')).toEqual(['db', 'user', 'password']);
    expect(wordsOf('AWSSecretKey')).toEqual(['aws', 'secret', 'key']);
  });
});

describe('values', () => {
  test.each([
    'changeme',
    '<your-token>',
    'xxxxxxxx',
    '********',
    'your_api_key',
    'null',
    'password',
    'my-secret',
    '12345',
    'aaaa',
    'TODO',
  ])('%s stands for something else', (value) => {
    expect(isPlaceholder(value)).toBe(true);
  });

  test.each(['Tr0mmel-9x', 'sommer22', 'geheim!', 'k8aPq'])('%s may be a password', (value) => {
    expect(isPlaceholder(value)).toBe(false);
  });

  test.each([
    '$PASSWORD',
    `\${DB:-x}`,
    '{{ a }}',
    '%PASSWORD%',
    '#{pw}',
    'process.env.X',
    "os.environ['X']",
    'vault:secret/a',
    '@@token@@',
    '!vault',
  ])('%s says where it comes from', (value) => {
    expect(isReference(value)).toBe(true);
  });

  test.each(['$tr0ng!', 'p@ss', 'a{b', '%3Dx'])('%s is no reference', (value) => {
    expect(isReference(value)).toBe(false);
  });

  test.each(['https://shop.net/login', './keys/id', '/run/secrets/db', 'key.pem', 'C:\\keys\\a', '../a.json'])(
    '%s is a path or an address',
    (value) => {
      expect(isPathOrAddress(value)).toBe(true);
    },
  );

  test.each([
    ['c8f3b1d97e2a4056', true],
    ['k9XzP2qLmVb7TnRw', true],
    ['5iQ-8sZx_0vKp3Ld', true],
    ['authentication-service-v2', false],
    ['com.shop.module1.Login', false],
    ['getUserByIdentifier2', false],
    ['aaaaaaaaaaaaaaaaaaaa', false],
    ['short1', false],
    ['2024-01-31T10:00:00', false],
    ['ENCRYPTION_KEY_NAME_1', false],
  ])('%s looks drawn: %s', (value, drawn) => {
    expect(looksDrawn(value)).toBe(drawn);
  });

  test.each(['AKIAIOSFODNN7EXAMPLE', 'sk_live_xxxxxxxxxxxxxxxx', 'ghp_0000000000000000', 'a1b2abcdefghijklmnop'])(
    '%s is made up',
    (value) => {
      expect(isMadeUp(value)).toBe(true);
    },
  );

  test('entropy is that of Shannon', () => {
    expect([entropy(''), entropy('aaaa'), entropy('abab'), entropy('abcdefgh')]).toEqual([0, 0, 1, 3]);
  });

  test('words are more like words than what was drawn', () => {
    expect(wordlikeness('authentication')).toBeGreaterThan(0.8);
    expect(wordlikeness('xkqzvbwpjm')).toBeLessThan(0.3);
  });
});

describe('checksums', () => {
  test('are CRC-32 in base 62, padded to six', () => {
    // CRC-32 of "123456789" is 0xcbf43926, the check value of the polynomial (ISO 3309).
    expect(crc32Base62('123456789')).toBe(base62(0xcbf43926));
    expect(checksumHolds('crc32-base62', `123456789${base62(0xcbf43926)}`)).toBe(true);
    expect(checksumHolds('crc32-base62', `123456780${base62(0xcbf43926)}`)).toBe(false);
  });

  function base62(number: number): string {
    const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
    const text = number >= 62 ? base62(Math.floor(number / 62)) : '';
    return `${text}${digits[number % 62]}`;
  }
});

describe('literals with classes', () => {
  test('stand for one text per member', () => {
    expect(expandLiteral('a[x-z0]b')).toEqual(['axb', 'ayb', 'azb', 'a0b']);
    expect(expandLiteral('[ab][cd]')).toEqual(['ac', 'ad', 'bc', 'bd']);
    expect(expandLiteral('k[a-b_-]', true)).toEqual(['ka', 'kA', 'kb', 'kB', 'k_', 'k-']);
  });
});

describe('candidates for the same characters', () => {
  const rule = [...contextRules().values()][0];
  if (rule === undefined) throw new RangeError('there are no context rules');
  const candidate = (start: number, end: number, rank: number) => ({ rule, start, end, rank });

  test.each([
    ['the one that knows more stays', [candidate(0, 9, 0), candidate(2, 5, 4)], [candidate(2, 5, 4)]],
    ['the longer of equals stays', [candidate(0, 5, 1), candidate(0, 9, 1)], [candidate(0, 9, 1)]],
    [
      'both stay where they only touch',
      [candidate(5, 9, 1), candidate(0, 5, 1)],
      [candidate(0, 5, 1), candidate(5, 9, 1)],
    ],
    [
      'one that knows more ends several',
      [candidate(0, 4, 0), candidate(5, 9, 0), candidate(3, 7, 4)],
      [candidate(3, 7, 4)],
    ],
  ])('%s', (_, given, kept) => {
    expect(withoutOverlaps(given)).toEqual(kept);
  });
});

describe('files', () => {
  test.each([
    ['src/app.ts', 100, true],
    ['.env', 20, true],
    ['Dockerfile', 100, true],
    ['key.pem', 100, true],
    ['logo.PNG', 100, false],
    ['dist/app.wasm', 100, false],
    ['empty.txt', 3, false],
  ])('%s of %d bytes is wanted: %s', (path, sizeBytes, wanted) => {
    expect(wantsForSecrets({ path, sizeBytes })).toBe(wanted);
  });
});
