import { describe, expect, test } from '@jest/globals';
import { createSecretsEngine } from '../../../src/engines/secrets/engine.ts';
import { expandLiteral } from '../../../src/engines/secrets/literal-classes.ts';
import { contextRules, formatRules } from '../../../src/engines/secrets/rules.ts';
import { exampleText } from './example-text.ts';

const engine = createSecretsEngine();
const SMALL = 12_000;

/** In milliseconds. */
function cost(path: string, text: string): number {
  const bytes = Buffer.from(text, 'latin1');
  const start = performance.now();
  engine.scan(path, bytes);
  return performance.now() - start;
}

/**
 * How many times more eight times as much text costs, at best of three: about 8 where cost is linear, 64 where it is quadratic.
 * What costs next to nothing is held to be linear: there a pause of the machine would decide.
 */
function growth(path: string, unit: string): number {
  const small = unit.repeat(Math.ceil(SMALL / unit.length));
  const large = small.repeat(8);
  let best = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 3 && best > LINEAR; attempt += 1) {
    best = Math.min(best, cost(path, large) / (cost(path, small) + 1));
  }
  return best;
}

const LINEAR = 20;

const UNITS = [
  ...formatRules().flatMap((rule) =>
    rule.examples.fail.map((example) => ({ path: 'a.env', unit: exampleText(example) })),
  ),
  ...[...contextRules().values()].flatMap((rule) =>
    rule.examples.fail.map(({ path, text }) => ({ path, unit: exampleText(text) })),
  ),
];

describe('hostile input', () => {
  test('all literals again and again, without anything between them, cost no more than linear time', () => {
    const literals = formatRules().flatMap((rule) =>
      rule.literals.flatMap((literal) => expandLiteral(literal)[0] ?? []),
    );
    for (const joint of ['', '-', '=', ' ', '\n']) expect(growth('a.env', literals.join(joint))).toBeLessThan(LINEAR);
  });

  test('every example cut just before its end and repeated costs no more than linear time', () => {
    const slow = UNITS.filter(({ path, unit }) => growth(path, unit.slice(0, -1)) > LINEAR);
    expect(slow).toEqual([]);
  });

  test.each([
    ['headers of private keys', '-----BEGIN RSA PRIVATE KEY-----\n'],
    ['headers of private keys with short bodies', `-----BEGIN PRIVATE KEY-----\n${'A'.repeat(60)}\n`],
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
  ])('%s cost no more than linear time', (_, unit) => {
    for (const path of ['a.env', 'a.ts', 'a.sh', 'a.xml']) expect(growth(path, unit)).toBeLessThan(LINEAR);
  });
});
