import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
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
