import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { leavesOutForTerraform } from '../../../../src/engines/iac/terraform/wants.ts';
import { scanTerraform, terraformEngine } from './scan.ts';

describe('wants', () => {
  test.each([
    ['main.tf', true],
    ['a/b.tf.json', true],
    ['a.tofu', true],
    ['terraform.tfvars', true],
    ['x.auto.tfvars.json', true],
    ['.terraform/modules/x/main.tf', false],
    ['a.tfstate', false],
    ['main.tf.bak', false],
    ['tf', false],
  ])('%s: %s', async (path, expected) => {
    expect((await terraformEngine()).wants({ path, sizeBytes: 1 })).toBe(expected);
  });
});

test.each([
  ['.terraform/modules/x/main.tf', true],
  ['main.tf', false],
  ['.terraform/modules/x/README.md', false],
])('%s is left out for its name alone: %s', (path, expected) => {
  expect(leavesOutForTerraform({ path, sizeBytes: 1 })).toBe(expected);
});

describe('a file that cannot be read is named, and the others are judged', () => {
  const GOOD = 'resource "aws_ebs_volume" "a" {\n  encrypted = false\n}\n';

  test.each<readonly [string, string, RegExp]>([
    ['another language', '{{ template }}\n', /^not valid HCL at line 1/],
    ['a binary', 'a\0b', /^not a text$/],
    ['nesting', `a = ${'['.repeat(5_000)}${']'.repeat(5_000)}\n`, /^expressions nested too deeply$/],
    ['too much', '#'.repeat(3 * 1024 * 1024), /^larger than 2 MiB$/],
  ])('%s', async (_name, text, why) => {
    const { results, notLookedAt } = await scanTerraform({ 'bad.tf': text, 'good.tf': GOOD });
    expect(results.map(({ rule }) => rule.id)).toContain('aws-ebs-unencrypted');
    expect(notLookedAt).toEqual([{ path: 'bad.tf', why: expect.stringMatching(why) }]);
  });

  test('and one in JSON that was cut', async () => {
    const { notLookedAt, results } = await scanTerraform({
      'a.tf.json': '{"resource":{"aws_ebs_volume":{"a":{"encrypted":false}}}',
    });
    expect(results.map(({ rule }) => rule.id)).toContain('aws-ebs-unencrypted');
    expect(notLookedAt).toEqual([{ path: 'a.tf.json', why: expect.stringMatching(/^not valid JSON at line 1: /) }]);
  });

  test('and one that is gone', async () => {
    const { scan } = await terraformEngine();
    const { PlatformError } = await import('../../../../src/model/errors.ts');
    const tree = {
      files: [{ path: 'gone.tf', sizeBytes: 1 }],
      read: () => Promise.reject(new PlatformError('not-found', 'gone.tf is not there')),
    };
    const { notLookedAt, results } = await scan(tree, {} as Parameters<typeof scan>[1]);
    expect(notLookedAt).toEqual([{ path: 'gone.tf', why: 'could not be read' }]);
    expect(results).toEqual([]);
  });
});

test('modules that fan out to a billion are stopped, and that is said', async () => {
  const levels = Array.from({ length: 9 }, (_, level) => [
    `m${level}/main.tf`,
    Array.from({ length: 10 }, (_each, at) => `module "x${at}" {\n  source = "../m${level + 1}"\n}\n`).join(''),
  ]);
  const files = Object.fromEntries([...levels, ['m9/main.tf', 'resource "aws_s3_bucket" "b" {}\n']]);
  const { notLookedAt } = await scanTerraform(files);
  expect(notLookedAt).toEqual([{ path: 'm0', why: 'evaluating it takes too long: a part was left out' }]);
});

test('code that takes for ever is stopped, and that is said', async () => {
  const nested = 'for a in local.l : [for b in local.l : [for c in local.l : [for d in local.l : a + b + c + d]]]';
  const text = `locals {\n  l = range(100)\n  x = [${nested}]\n}\nresource "aws_ebs_volume" "a" {\n  size = length(local.x)\n}\n`;
  const { notLookedAt } = await scanTerraform({ 'live/main.tf': text });
  expect(notLookedAt).toEqual([{ path: 'live', why: 'evaluating it takes too long: a part was left out' }]);
});

test('no result holds the value of a credential', async () => {
  const value = ['v3ry', 'private', '42'].join('-');
  const text = `
resource "aws_db_instance" "a" {
  password = "${value}"
}
resource "aws_instance" "a" {
  user_data = <<-EOT
    export DB_PASSWORD=${value}
  EOT
}
resource "aws_lambda_function" "a" {
  environment {
    variables = { API_TOKEN = "${value}" }
  }
}
resource "google_container_cluster" "a" {
  master_auth {
    password = "${value}"
  }
}
`;
  const { results } = await scanTerraform({ 'main.tf': text });
  const sensitive = results.filter((result) => result.sensitive === true).map(({ rule }) => rule.id);
  expect(sensitive.sort()).toEqual([
    'aws-database-password',
    'aws-instance-secret',
    'aws-lambda-secret',
    'gcp-cluster-password-login',
  ]);
  expect(JSON.stringify(results)).not.toContain(value);
});

describe('any text', () => {
  const pieces = [
    'resource "aws_s3_bucket" "a" {',
    'resource "aws_security_group" "b" {',
    'data "aws_iam_policy_document" "p" {',
    'module "m" {',
    'locals {',
    'variable "v" {',
    'output "o" {',
    'dynamic "ingress" {',
    'content {',
    'ingress {',
    'statement {',
    '}',
    'for_each = local.a',
    'count = var.v',
    'a = [for k, v in local.a : k => v...]',
    'a = { for k in var.v : k => aws_s3_bucket.a[k].id }',
    'bucket = aws_s3_bucket.a[*].id',
    'policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = "*", Action = "*" }] })',
    'policy = data.aws_iam_policy_document.p.json',
    'cidr_blocks = ["0.0.0.0/0"]',
    'protocol = "-1"',
    'source = "./"',
    'source = "../a"',
    'default = null',
    'value = module.m.o',
    'a = <<EOT',
    'EOT',
    'a = "${',
    '[',
    '(',
  ];

  test('breaks nothing, and every place is in its file', async () => {
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join('\n'));
    await fc.assert(
      fc.asyncProperty(text, text, async (first, second) => {
        const files: Readonly<Record<string, string>> = { 'main.tf': first, 'a/main.tf': second };
        const { results } = await scanTerraform(files);
        for (const { path, region } of results) {
          const lines = (files[path] ?? '').split('\n');
          expect(region?.endLine).toBeLessThanOrEqual(lines.length);
          expect(region?.startLine).toBeGreaterThan(0);
        }
      }),
      { numRuns: 150 },
    );
  });
});

test('of resources of one address the last is judged, and the others are named', async () => {
  const volume = (encrypted: boolean) => `resource "aws_ebs_volume" "a" {\n  encrypted = ${encrypted}\n}\n`;
  const { results, notLookedAt } = await scanTerraform({
    'a.tf': volume(true) + volume(true),
    'b.tf': volume(false),
    'b_override.tf': volume(false),
    'm/a.tf': volume(false),
  });
  expect(notLookedAt).toEqual([
    { path: 'a.tf', why: 'aws_ebs_volume.a at line 1 stands further down again: this one was not looked at' },
    { path: 'a.tf', why: 'aws_ebs_volume.a at line 4 stands in b.tf again: this one was not looked at' },
  ]);
  expect(results.filter(({ rule }) => rule.id === 'aws-ebs-unencrypted').map(({ path }) => path)).toEqual([
    'b_override.tf',
    'm/a.tf',
  ]);
});

describe('what goes in a circle is unknown, and that is said with its place', () => {
  const BUCKET = 'resource "aws_ebs_volume" "a" {\n  encrypted = false\n}\n';
  const call = (name: string, source: string, more = '') => `module "${name}" {\n  source = "${source}"\n${more}}\n`;

  test.each<readonly [string, Readonly<Record<string, string>>, readonly string[]]>([
    [
      'locals that nobody uses',
      { 'main.tf': 'locals {\n  a = local.b\n  b = "${local.c}x"\n  c = local.a\n}\n' },
      ['main.tf: line 2 depends on itself (local.a → local.b → local.c → local.a): its value is unknown'],
    ],
    [
      'a local of itself',
      { 'main.tf': 'locals {\n  fine = "x"\n  a = [local.a]\n}\n' },
      ['main.tf: line 3 depends on itself (local.a → local.a): its value is unknown'],
    ],
    [
      'attributes of resources',
      {
        'main.tf':
          'resource "aws_x" "a" {\n  size = "${aws_x.b.size}x"\n}\nresource "aws_x" "b" {\n  size = "${aws_x.a.size}x"\n}\nlocals {\n  it = "${aws_x.a.size}"\n}\n',
      },
      ['main.tf: line 5 depends on itself (aws_x.b.size → aws_x.a.size → aws_x.b.size): its value is unknown'],
    ],
    [
      'a variable and an output of a module',
      {
        'main.tf': `${call('m', './m', '  in = module.m.out\n')}locals {\n  it = module.m.out\n}\n`,
        'm/main.tf': 'variable "in" {}\noutput "out" {\n  value = var.in\n}\n',
      },
      [
        'm/main.tf: line 2 depends on itself (module.m.output.out → module.m.var.in → module.m.output.out): its value is unknown',
      ],
    ],
    [
      'the number of modules',
      {
        'main.tf': `${call('m', './m', '  count = module.m[0].out\n')}`,
        'm/main.tf': 'output "out" {\n  value = 1\n}\n',
      },
      ['main.tf: line 1 depends on itself (module.m → module.m): its value is unknown'],
    ],
    [
      'modules that call each other',
      { 'a/main.tf': BUCKET + call('m', '../b'), 'b/main.tf': call('m', '../a') },
      ['b/main.tf: line 1 calls modules in a circle (a → b → a): the inner one was not looked at'],
    ],
    [
      'a module that calls itself',
      { 'main.tf': BUCKET + call('m', './') },
      ['main.tf: line 4 calls modules in a circle (. → .): the inner one was not looked at'],
    ],
    [
      'no circle, but a folder that is missing',
      { 'main.tf': call('m', './none') + call('n', '../outside') + call('far', 'acme/vpc/aws') },
      ['main.tf: calls the module ./none, which is not in the tree: it was not looked at'],
    ],
    [
      'no circle: what two of a module share, and a value that is asked for twice',
      {
        'main.tf': `locals {\n  a = "x"\n  b = [local.a, local.a]\n}\n${call('m', './m')}${call('n', './m')}`,
        'm/main.tf': 'locals {\n  a = { x = 1, y = local.b }\n  b = 2\n}\n',
      },
      [],
    ],
  ])('%s', async (_name, files, expected) => {
    const { results, notLookedAt } = await scanTerraform(files);
    expect(notLookedAt.map(({ path, why }) => `${path}: ${why}`)).toEqual(expected);
    const buckets = Object.values(files).filter((text) => text.includes(BUCKET)).length;
    expect(results.filter(({ rule }) => rule.id === 'aws-ebs-unencrypted')).toHaveLength(buckets);
  });

  test('a long one is shown by its beginning, and many are bounded', async () => {
    const ring = Array.from({ length: 40 }, (_, at) => `  l${at} = local.l${(at + 1) % 40}`).join('\n');
    const selves = Array.from({ length: 200 }, (_, at) => `  s${at} = local.s${at}`).join('\n');
    const { notLookedAt } = await scanTerraform({
      'a/main.tf': `locals {\n${ring}\n}\n`,
      'b/main.tf': `locals {\n${selves}\n}\n`,
    });
    expect(notLookedAt[0]?.why).toBe(
      'line 2 depends on itself (local.l0 → local.l1 → local.l2 → local.l3 → local.l4 → … → local.l0): its value is unknown',
    );
    expect(notLookedAt.filter(({ path }) => path === 'b/main.tf')).toHaveLength(50);
  });

  test('calls deeper than anyone writes end, and that is said', async () => {
    const levels = Array.from({ length: 20 }, (_, at) => [`m${at}/main.tf`, call('m', `../m${at + 1}`)]);
    const { notLookedAt } = await scanTerraform({ ...Object.fromEntries(levels), 'm20/main.tf': BUCKET });
    expect(notLookedAt).toEqual([
      { path: 'm12/main.tf', why: 'calls the module ../m13, which is more than 12 calls deep: it was not looked at' },
    ]);
  });
});
