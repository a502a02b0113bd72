import { describe, expect, test } from '@jest/globals';
import { createSecretsEngine } from '../../../src/engines/secrets/engine.ts';
import { expandLiteral } from '../../../src/engines/secrets/literal-classes.ts';
import { contextRules, formatRules } from '../../../src/engines/secrets/rules.ts';
import { exampleText } from './example-text.ts';

const engine = createSecretsEngine();
/** Linear cost makes nothing of this; at quadratic cost one such text takes minutes, and the test does not end in its time. */
const LARGE = 400_000;
const TIME_LIMIT_MS = 60_000;

/** A made-up key in a real format. */
const KEY = ['AK', 'IA', '4HX7QZ2M', 'WN6VKT3C'].join('');

/** The unit again and again, as one text of `size` characters, and then a line with a key: whether the key is still found. */
function findsKeyBehind(path: string, unit: string, size = LARGE): boolean {
  const text = `${unit.repeat(Math.ceil(size / unit.length))}\n${KEY}\n`;
  const { results } = engine.scan(path, Buffer.from(text, 'latin1'));
  return results.some(({ rule }) => rule.id === 'aws-access-key-id');
}

const UNITS = [
  ...formatRules().flatMap((rule) =>
    rule.examples.fail.map((example) => ({ path: 'a.env', unit: exampleText(example) })),
  ),
  ...[...contextRules().values()].flatMap((rule) =>
    rule.examples.fail.map(({ path, text }) => ({ path, unit: exampleText(text) })),
  ),
];

describe('hostile input', () => {
  test(
    'all literals again and again, without anything between them, cost no more than linear time and hide nothing',
    () => {
      const literals = formatRules().flatMap((rule) =>
        rule.literals.flatMap((literal) => expandLiteral(literal)[0] ?? []),
      );
      for (const joint of ['', '-', '=', ' ', '\n']) {
        expect(findsKeyBehind('a.env', literals.join(joint))).toBe(true);
      }
    },
    TIME_LIMIT_MS,
  );

  test(
    'every example cut just before its end and repeated costs no more than linear time and hides nothing',
    () => {
      for (const { path, unit } of UNITS) {
        expect(findsKeyBehind(path, unit.slice(0, -1), 60_000)).toBe(true);
      }
    },
    TIME_LIMIT_MS,
  );

  test.each([
    ['headers of private keys', '-----BEGIN RSA PRIVATE KEY-----\n'],
    ['headers of private keys with short bodies', `-----BEGIN PRIVATE KEY-----\n${'A'.repeat(60)}\n`],
    ['kinds of manifests behind nothing but line ends', '\nkind: Secret\n'],
    ['manifests without any value', 'kind: Secret\ndata:\n'],
    ['addresses that never end', 'a://b:'],
    ['quotes that never end', 'password="'],
    ['names that never end', 'password_'],
    ['names and types', 'password: a<b<c<'],
    ['JSON web tokens that never end', '-eyJa'],
    ['programs with arguments', 'curl -u a '],
    ['secrets of Kubernetes', 'kind: Secret\n'],
    ['secrets of Kubernetes with data', 'kind: Secret\ndata:\n  a: c3VwZXJnZWhlaW0xMjM=\n'],
    ['spaces after a name', `password${' '.repeat(40)}`],
    ['base64', 'AAAAAAAAAAAAAAAAAAAA'],
    ['dashes', '-----'],
    ['markup', '<password>'],
    ['PuTTY headers', 'PuTTY-User-Key-File-3: a\nEncryption: none\n'],
    ['words of a wallet', 'mnemonic = "purpose betray marriage '],
  ])(
    '%s cost no more than linear time and hide nothing',
    (_, unit) => {
      for (const path of ['a.env', 'a.ts', 'a.sh', 'a.xml']) {
        expect(findsKeyBehind(path, unit)).toBe(true);
      }
    },
    TIME_LIMIT_MS,
  );
});
