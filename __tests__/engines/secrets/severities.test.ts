import { describe, expect, test } from '@jest/globals';
import { createSecretsEngine } from '../../../src/engines/secrets/engine.ts';
import { exampleText } from './example-text.ts';

const engine = createSecretsEngine();
const severitiesIn = (path: string, example: string) =>
  engine.scan(path, Buffer.from(exampleText(example), 'utf8')).results.map(({ claims }) => claims.rule);

const KEY = '-----BE¦GIN RSA PRIVATE KEY-----\n[[base64:64]]\n[[base64:64]]\n-----END RSA PRIVATE KEY-----\n';
const MANIFEST = 'apiVersion: v1\nkind: Secret\ndata:\n  login: c3VwZXJnZWhlaW0xMjM=\n';

/** By default high and critical block: what is in use beyond doubt does, what may be an example does not. */
const TABLE: readonly (readonly [why: string, path: string, text: string, severity: string])[] = [
  ['a drawn password in a dotenv file is in use', '.env', 'DB_PASSWORD=[[alnum:24]]', 'high'],
  ['a drawn secret in properties is in use', 'application.properties', 'app.clientSecret=[[alnum:32]]', 'high'],
  ['a token there may be a public one', '.env', 'SENTRY_TOKEN=[[hex:32]]', 'medium'],
  ['a drawn password in a program may be a constant', 'a.ts', "const password = '[[alnum:24]]'", 'medium'],
  ['a password that a person chose', '.env', 'DB_PASSWORD=s3nn4-x', 'medium'],
  ['one word is what nobody reaches', 'application.properties', 'spring.datasource.password=shopdb', 'low'],
  ['a template is an example', '.env.example', 'DB_PASSWORD=[[alnum:24]]', 'low'],
  ['a manual shows examples', 'README.md', "password: '[[alnum:24]]'", 'low'],
  ['a test has its own', 'test/a.ts', "const password = '[[alnum:24]]'", 'low'],
  ['a folder with tests in its name', 'shop-smoke-test/a.ts', "const password = '[[alnum:24]]'", 'low'],
  ['a drawn password in a credentials file', '.netrc', 'machine shop.net login jo password [[alnum:20]]', 'high'],
  ['a drawn password in an address that git reads', '.git-credentials', 'https://jo:[[alnum:20]]@shop.net', 'high'],
  ['a chosen one there', '.netrc', 'machine shop.net login jo password s3nn4-x', 'medium'],
  ['an address of this machine', '.env', 'DB=postgres://jo:[[alnum:20]]@localhost/shop', 'low'],
  ['a private key', 'deploy/id_rsa', KEY, 'high'],
  ['a private key of a test', 'test/id_rsa', KEY, 'medium'],
  ['a private key that is called one of a test', 'a.rs', `const TEST_KEY: &str = "${KEY}"`, 'medium'],
  ['a dotenv file of tests', '.env.test', 'SECRET_KEY=[[hex:64]]', 'low'],
  ['what a pipeline gives to its tests', '.github/workflows/ci.yml', 'env:\n  SECRET_KEY: [[hex:64]]\n', 'medium'],
  [
    'a key that its name gives away',
    'a.env',
    'SCW_SECRET_KEY=[[hex:8]]-[[hex:4]]-[[hex:4]]-[[hex:4]]-[[hex:12]]',
    'high',
  ],
  [
    'the same in a test',
    'a_test.go',
    'SCW_SECRET_KEY = "[[hex:8]]-[[hex:4]]-[[hex:4]]-[[hex:4]]-[[hex:12]]"',
    'medium',
  ],
  ['a format of a service, also in a test', 'test/a.ts', "const token = 'gh¦p_[[crc:30]]'", 'high'],
  ['a manifest', 'deploy/secret.yaml', MANIFEST, 'medium'],
  ['a manifest in a manual', 'docs/secret.md', `\`\`\`yaml\n${MANIFEST}\`\`\`\n`, 'low'],
];

test('a project, a group or a machine with a number of its own is no secret', () => {
  const uuid = '[[hex:8]]-[[hex:4]]-[[hex:4]]-[[hex:4]]-[[hex:12]]';
  for (const name of ['scaleway_organization_id', '__meta_scaleway_instance_security_group_id', 'heroku-app']) {
    expect(severitiesIn('a.yml', `${name}: "${uuid}"`)).toEqual([]);
  }
});

describe('how bad a secret is', () => {
  test.each(TABLE)('%s: %s', (_, path, text, severity) => {
    expect(severitiesIn(path, text)).toEqual([severity]);
  });
});
