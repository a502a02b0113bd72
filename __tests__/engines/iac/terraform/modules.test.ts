import { describe, expect, test } from '@jest/globals';
import { scanTerraform } from './scan.ts';

const SSH = `  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = var.ranges
  }
`;
const GROUP = `variable "ranges" { default = ["10.0.0.0/8"] }\nresource "aws_security_group" "ssh" {\n${SSH}}\n`;

async function openPorts(files: Readonly<Record<string, string>>) {
  const { results } = await scanTerraform(files);
  return results
    .filter(({ rule }) => rule.id === 'aws-open-admin-port')
    .map(({ path, resource, region, claims, message }) => ({
      at: `${path}:${region?.startLine}`,
      resource,
      severity: claims.rule,
      more: /\(and (\d+) more/.exec(message)?.[1],
    }));
}

describe('a module of the tree', () => {
  test('is judged with what its caller gives it, and named by its caller', async () => {
    const files = {
      'live/main.tf': 'module "net" {\n  source = "../net"\n  ranges = ["0.0.0.0/0"]\n}\n',
      'net/main.tf': GROUP,
    };
    expect(await openPorts(files)).toEqual([
      { at: 'net/main.tf:7', resource: 'module.net.aws_security_group.ssh', severity: 'high', more: undefined },
    ]);
  });

  test('that its caller makes safe is safe, whatever its defaults are', async () => {
    const files = {
      'live/main.tf': 'module "net" {\n  source = "../net"\n  ranges = ["10.0.0.0/8"]\n}\n',
      'net/main.tf': GROUP.replace('10.0.0.0/8', '0.0.0.0/0'),
    };
    expect(await openPorts(files)).toEqual([]);
  });

  test('that only examples and tests call stands for itself as well', async () => {
    const files = {
      'examples/safe/main.tf': 'module "net" {\n  source = "../../"\n  ranges = ["10.0.0.0/8"]\n}\n',
      'main.tf': GROUP.replace('10.0.0.0/8', '0.0.0.0/0'),
    };
    expect(await openPorts(files)).toMatchObject([{ at: 'main.tf:7', resource: 'aws_security_group.ssh' }]);
  });

  test('that a test opens never blocks', async () => {
    const files = {
      'tests/open/main.tf': 'module "net" {\n  source = "../../net"\n  ranges = ["0.0.0.0/0"]\n}\n',
      'net/main.tf': GROUP,
    };
    expect(await openPorts(files)).toMatchObject([{ at: 'net/main.tf:7', severity: 'low' }]);
  });

  test('that an example opens never blocks, and neither does the example itself', async () => {
    const files = {
      'examples/open/main.tf': `module "net" {\n  source = "../../net"\n  ranges = ["0.0.0.0/0"]\n}\n${GROUP.replace('10.0.0.0/8', '0.0.0.0/0')}`,
      'net/main.tf': GROUP,
    };
    expect(await openPorts(files)).toMatchObject([
      { at: 'examples/open/main.tf:11', severity: 'medium' },
      { at: 'net/main.tf:7', severity: 'medium' },
    ]);
  });

  test('of which several come is one result with the first address', async () => {
    const files = {
      'main.tf':
        'module "net" {\n  for_each = toset(["a", "b", "c"])\n  source = "./net"\n  ranges = ["0.0.0.0/0"]\n}\n',
      'net/main.tf': GROUP,
    };
    expect(await openPorts(files)).toEqual([
      { at: 'net/main.tf:7', resource: 'module.net["a"].aws_security_group.ssh', severity: 'high', more: '2' },
    ]);
  });

  test('whose caller is not sure is not guessed at', async () => {
    const files = {
      'main.tf': 'variable "x" {}\nmodule "net" {\n  source = "./net"\n  ranges = var.x\n}\n',
      'net/main.tf': GROUP,
    };
    expect(await openPorts(files)).toEqual([]);
  });

  test.each([
    ['each other', { 'a/main.tf': call('../b'), 'b/main.tf': call('../a') }],
    ['itself', { 'a/main.tf': `${call('../a')}` }],
    ['itself by many names', { 'a/main.tf': call('./'), 'b/main.tf': call('../b/../b') }],
  ])('that calls %s is looked at once and ends', async (_name, files) => {
    const withGroup = Object.fromEntries(
      Object.entries(files).map(([path, text]) => [path, text + GROUP.replace('10.0.0.0/8', '0.0.0.0/0')]),
    );
    const found = await openPorts(withGroup);
    expect(found.map(({ at }) => at).sort()).toEqual(
      Object.keys(files)
        .map((path) => `${path}:10`)
        .sort(),
    );
  });
});

function call(source: string): string {
  return `module "m" {\n  source = "${source}"\n}\n`;
}

describe('instances', () => {
  const instance = (meta: string) =>
    `variable "x" {}\nresource "aws_ebs_volume" "v" {\n  ${meta}\n  encrypted = false\n}\n`;

  test.each<readonly [string, readonly string[]]>([
    ['count = 0', []],
    ['count = 2', ['aws_ebs_volume.v[0]']],
    ['count = var.x', ['aws_ebs_volume.v']],
    ['for_each = {}', []],
    ['for_each = toset(["k"])', ['aws_ebs_volume.v["k"]']],
    ['for_each = var.x', ['aws_ebs_volume.v']],
    ['count = 1000000000', ['aws_ebs_volume.v[0]']],
  ])('%s makes %j', async (meta, expected) => {
    const { results } = await scanTerraform({ 'main.tf': instance(meta) });
    expect(results.filter(({ rule }) => rule.id === 'aws-ebs-unencrypted').map(({ resource }) => resource)).toEqual(
      expected,
    );
  });
});

describe('a companion in another place counts', () => {
  const bucket = 'resource "aws_s3_bucket" "b" {\n  bucket = "data"\n}\n';
  const versioning = (name: string) =>
    `resource "aws_s3_bucket_versioning" "b" {\n  bucket = ${name}\n  versioning_configuration {\n    status = "Enabled"\n  }\n}\n`;

  test.each<readonly [string, Record<string, string>, number]>([
    ['none', { 'main.tf': bucket }, 1],
    ['in another file', { 'main.tf': bucket, 'more.tf': versioning('aws_s3_bucket.b.id') }, 0],
    ['by its name', { 'main.tf': bucket + versioning('"data"') }, 0],
    ['of another bucket', { 'main.tf': bucket + versioning('"other"') }, 1],
    ['of a bucket that is elsewhere', { 'main.tf': bucket + versioning('data.aws_s3_bucket.x.id') }, 1],
    ['of a bucket that nobody knows', { 'main.tf': `variable "x" {}\n${bucket}${versioning('var.x')}` }, 0],
    [
      'through a module',
      {
        'main.tf': `${bucket}module "v" {\n  source = "./v"\n  name = aws_s3_bucket.b.id\n}\n`,
        'v/main.tf': `variable "name" {}\n${versioning('var.name')}`,
      },
      0,
    ],
    [
      'through an output of a module',
      {
        'main.tf': `module "b" {\n  source = "./b"\n}\n${versioning('module.b.id')}`,
        'b/main.tf': `${bucket}output "id" { value = aws_s3_bucket.b.id }\n`,
      },
      0,
    ],
  ])('%s', async (_name, files, expected) => {
    const { results } = await scanTerraform(files);
    expect(results.filter(({ rule }) => rule.id === 'aws-s3-no-versioning')).toHaveLength(expected);
  });
});

describe('a policy of a data source', () => {
  const open =
    'data "aws_iam_policy_document" "p" {\n  statement {\n    actions = ["sqs:*"]\n    resources = ["*"]\n' +
    '    principals {\n      type = "*"\n      identifiers = ["*"]\n    }\n  }\n}\n';

  test.each([
    [
      'is read where it is used',
      `${open}resource "aws_sqs_queue_policy" "q" {\n  policy = data.aws_iam_policy_document.p.json\n}\n`,
    ],
    [
      'is read through a local',
      `${open}locals { p = data.aws_iam_policy_document.p.json }\nresource "aws_sqs_queue_policy" "q" {\n  policy = local.p\n}\n`,
    ],
    [
      'is read through another resource',
      `${open}resource "aws_sqs_queue" "a" {\n  policy = data.aws_iam_policy_document.p.json\n}\nresource "aws_sqs_queue_policy" "q" {\n  policy = aws_sqs_queue.a.policy\n}\n`,
    ],
  ])('%s', async (_name, text) => {
    const { results } = await scanTerraform({ 'main.tf': text });
    const found = results.filter(({ rule }) => rule.id === 'aws-queue-public-policy').map(({ resource }) => resource);
    expect(found).toContain('aws_sqs_queue_policy.q');
  });
});

describe('the JSON language', () => {
  test('is read as the other one', async () => {
    const text = JSON.stringify(
      {
        variable: { everyone: { default: ['0.0.0.0/0'] } },
        resource: {
          aws_security_group: {
            ssh: {
              ingress: [{ protocol: 'tcp', from_port: 22, to_port: '${20 + 2}', cidr_blocks: '${var.everyone}' }],
            },
          },
        },
      },
      null,
      2,
    );
    expect(await openPorts({ 'main.tf.json': text })).toMatchObject([
      { resource: 'aws_security_group.ssh', severity: 'high' },
    ]);
  });

  test('has dynamic blocks and quotes in expressions', async () => {
    const text = JSON.stringify({
      locals: { ports: { ssh: 22 } },
      resource: {
        aws_security_group: {
          ssh: {
            dynamic: {
              ingress: {
                for_each: '${local.ports}',
                content: {
                  protocol: 'tcp',
                  from_port: '${local.ports["ssh"]}',
                  to_port: '${ingress.value}',
                  cidr_blocks: ['0.0.0.0/0'],
                },
              },
            },
          },
        },
      },
    });
    expect(await openPorts({ 'main.tf.json': text })).toHaveLength(1);
  });

  test('that is none is named', async () => {
    const { notLookedAt } = await scanTerraform({ 'a.tf.json': '[]', 'b.tf.json': '{ "resource": ' });
    expect(notLookedAt.map(({ path }) => path)).toEqual(['a.tf.json', 'b.tf.json']);
  });
});

test('a switch that stands there in so many words gets a patch, any other none', async () => {
  const text =
    'variable "off" { default = false }\nresource "aws_ebs_volume" "a" {\n  encrypted = false\n}\nresource "aws_ebs_volume" "b" {\n  encrypted = var.off\n}\n';
  const { results } = await scanTerraform({ 'main.tf': text });
  const patches = results
    .filter(({ rule }) => rule.id === 'aws-ebs-unencrypted')
    .map(({ remediation }) => remediation?.patch);
  expect(patches).toEqual([
    { region: { startLine: 3, startColumn: 15, endLine: 3, endColumn: 20 }, replacement: 'true' },
    undefined,
  ]);
});
