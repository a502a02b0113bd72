import { describe, expect, test } from '@jest/globals';
import { at, settled, type Value } from '../../../../src/engines/iac/cloud/value.ts';
import { mayBeTemplate, readTemplate } from '../../../../src/engines/iac/cloudformation/read-template.ts';
import { createIacEngine } from '../../../../src/engines/iac/engine.ts';

const TEMPLATE = `
Parameters:
  Known: { Type: String, Default: known }
  Flag: { Type: String, Default: 'true' }
  Unknown: { Type: String }
  Stored: { Type: 'AWS::SSM::Parameter::Value<String>', Default: /a/b }
Mappings:
  Map: { eu: { cidr: 0.0.0.0/0 } }
Conditions:
  Yes: !Equals [!Ref Flag, 'true']
  No: !Not [!Condition Yes]
  Perhaps: !Equals [!Ref Unknown, x]
  Both: !And [!Condition Yes, !Condition Perhaps]
  Neither: !And [!Condition No, !Condition Perhaps]
  Either: { Fn::Or: [{ Condition: Yes }, { Condition: Perhaps }] }
  Circle: !Not [!Condition Circle]
Resources:
  Bucket: { Type: 'AWS::S3::Bucket' }
  It:
    Type: AWS::Test::It
    Properties:
      Value: VALUE
`;

function shown(value: Value | undefined): unknown {
  const found = value && settled(value);
  switch (found?.kind) {
    case undefined:
    case 'unknown':
    case 'reference':
      return '?';
    case 'null':
      return null;
    case 'text':
      return found.value.replaceAll('\u{f8ff}', '?');
    case 'number':
    case 'boolean':
      return found.value;
    case 'list':
      return [...found.items.map(shown), ...(found.isComplete ? [] : ['…'])];
    case 'map':
      return Object.fromEntries([...found.entries].map(([key, item]) => [key, shown(item)]));
  }
}

function evaluated(value: string): unknown {
  const { infrastructure, problem } = readTemplate('t.yml', TEMPLATE.replace('VALUE', value));
  expect(problem).toBeUndefined();
  return shown(at(infrastructure?.at('It')?.body, 'Value'));
}

describe('intrinsic functions', () => {
  test.each<readonly [string, unknown]>([
    ['plain', 'plain'],
    ['!Ref Known', 'known'],
    ['{ Ref: Known }', 'known'],
    ['!Ref Unknown', '?'],
    ['!Ref Stored', '?'],
    ['!Ref Nowhere', '?'],
    ['!Ref Bucket', '?'],
    ['!Ref AWS::Region', '?'],
    ['!Ref AWS::NoValue', null],
    ['[a, !Ref AWS::NoValue]', ['a']],
    ['!GetAtt Bucket.Arn', '?'],
    ['!Sub "a-${Known}-${Unknown}-${!Literal}"', 'a-known-?-${Literal}'],
    ['!Sub ["${x}-${Known}", { x: !Ref Known }]', 'known-known'],
    ['{ Fn::Sub: "${Bucket.Arn}/*" }', '?/*'],
    ['!Join ["-", [a, !Ref Known, !Ref Unknown]]', 'a-known-?'],
    ['!Select [1, [a, b]]', 'b'],
    ['!Select [5, [a, b]]', '?'],
    ['!Split [",", "a,b"]', ['a', 'b']],
    ['!Base64 script', 'script'],
    ['!FindInMap [Map, eu, cidr]', '0.0.0.0/0'],
    ['!FindInMap [Map, !Ref Unknown, cidr]', '?'],
    ['!If [Yes, a, b]', 'a'],
    ['!If [No, a, b]', 'b'],
    ['!If [Perhaps, a, b]', '?'],
    ['!If [Perhaps, a, a]', 'a'],
    ['!If [Both, a, b]', '?'],
    ['!If [Neither, a, b]', 'b'],
    ['!If [Either, a, b]', 'a'],
    ['!If [Circle, a, b]', '?'],
    ['!If [Nowhere, a, b]', '?'],
    ['!ImportValue x', '?'],
    ['!GetAZs ""', '?'],
    ['{ Fn::Transform: { Name: x } }', '?'],
    ['{ Condition: { Bool: { a: "true" } } }', { Condition: { Bool: { a: 'true' } } }],
  ])('%s is %j', (value, expected) => {
    expect(evaluated(value)).toEqual(expected);
  });
});

describe('which resources there are', () => {
  test.each([
    ['a condition that is met', 'Yes', true],
    ['one that is not', 'No', false],
    ['one that nobody knows', 'Perhaps', true],
    ['one that is not there', 'Nowhere', true],
  ])('%s', (_name, condition, isThere) => {
    const text = TEMPLATE.replace(
      "{ Type: 'AWS::S3::Bucket' }",
      `{ Type: 'AWS::S3::Bucket', Condition: ${condition} }`,
    );
    const { infrastructure } = readTemplate('t.yml', text);
    expect(infrastructure?.at('Bucket') !== undefined).toBe(isThere);
  });
});

describe('what is a template', () => {
  const engine = createIacEngine();
  const OPEN =
    '{ "Resources": { "B": { "Type": "AWS::S3::Bucket", "Properties": { "AccessControl": "PublicRead" } } } }';

  test.each([
    ['template.json', true],
    ['infra/stack.template', true],
    ['stack.yaml', true],
    ['package.json', false],
    ['node_modules/a/stack.json', false],
    ['tsconfig.build.json', false],
    ['composer-lock.json', false],
    ['.eslintrc.json', false],
  ])('%s is asked for: %s', (path, isWanted) => {
    expect(engine.wants({ path, sizeBytes: 1 })).toBe(isWanted);
  });

  test.each([
    ['JSON', 'a.json', OPEN, 1],
    ['JSON with tabs', 'a.json', OPEN.replaceAll(' ', '\t'), 1],
    [
      'YAML',
      'a.yml',
      'Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties:\n      AccessControl: PublicRead\n',
      1,
    ],
    ['another JSON', 'a.json', '{ "Resources": "AWS::S3" }', 0],
    ['a list', 'a.json', '["Resources", "AWS::"]', 0],
    [
      'a Kubernetes object about one',
      'a.yml',
      'apiVersion: v1\nkind: Service\nmetadata: { name: Resources }\n# AWS::S3::Bucket\n',
      0,
    ],
  ])('%s', (_name, path, text, expected) => {
    const { results, notLookedAt } = engine.scan(path, Buffer.from(text));
    expect(results.filter(({ rule }) => rule.id === 'aws-s3-public-acl')).toHaveLength(expected);
    expect(notLookedAt).toBeUndefined();
  });

  test('bytes are asked before anything is parsed', () => {
    expect(mayBeTemplate(Buffer.from('Resources: AWS::S3'))).toBe(true);
    expect(mayBeTemplate(Buffer.from('Resources: none'))).toBe(false);
  });
});

describe('a template that cannot be read is named', () => {
  const engine = createIacEngine();

  test.each([
    ['broken', 'AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  A: [\n', /^not valid YAML/],
    [
      'nested',
      `AWSTemplateFormatVersion: "2010-09-09"\nResources: ${'['.repeat(400)}${']'.repeat(400)}\n`,
      /^nested too deeply$/,
    ],
    ['large', `AWSTemplateFormatVersion: "2010-09-09"\nResources:\n${'#'.repeat(1024 * 1024)}`, /^larger than 1 MiB$/],
  ])('%s', (_name, text, why) => {
    expect(engine.scan('stack.yml', Buffer.from(text)).notLookedAt).toMatch(why);
  });
});

test('an alias bomb ends', () => {
  const lines = Array.from({ length: 30 }, (_, level) => `  a${level + 1}: &a${level + 1} [*a${level}, *a${level}]`);
  const text = `AWSTemplateFormatVersion: x\nMappings:\n  a0: &a0 [x]\n${lines.join('\n')}\nResources:\n  B: { Type: 'AWS::S3::Bucket' }\n`;
  expect(createIacEngine().scan('stack.yml', Buffer.from(text)).notLookedAt).toMatch(/more values or nesting/);
});
