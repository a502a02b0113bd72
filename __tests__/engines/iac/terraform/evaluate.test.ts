import { beforeAll, describe, expect, test } from '@jest/globals';
import { settled, type Value } from '../../../../src/engines/iac/cloud/value.ts';
import { ModuleInstance } from '../../../../src/engines/iac/terraform/evaluate/module-instance.ts';
import { Remarks } from '../../../../src/engines/iac/terraform/evaluate/remarks.ts';
import { moduleSources } from '../../../../src/engines/iac/terraform/module-source.ts';
import { readTerraformFile } from '../../../../src/engines/iac/terraform/read-file.ts';
import { createSyntax, type Syntax } from '../../../../src/engines/syntax/syntax.ts';
import { packagedAssets } from '../../../support/assets.ts';

let syntax: Syntax;

beforeAll(async () => {
  syntax = await createSyntax(packagedAssets);
  await syntax.load('hcl');
});

/** A value as JSON; `?` for what is not known, `…` at the end of what may go on. */
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
    case 'map': {
      const entries = [...found.entries].map(([key, item]) => [key, shown(item)] as const);
      return Object.fromEntries(found.isComplete ? entries : [...entries, ['…', '…']]);
    }
  }
}

function rootOf(files: Readonly<Record<string, string>>, folder = ''): ModuleInstance {
  const read = Object.entries(files).map(([path, text]) => ({
    path,
    body: readTerraformFile(path, Buffer.from(text), syntax).body,
  }));
  const modules = moduleSources(read);
  const source = modules.get(folder);
  if (source === undefined) throw new Error(`no module in ${folder}`);
  const world = { modules, remarks: new Remarks(), budget: { steps: 100_000, depth: 0 } };
  return new ModuleInstance(source, world, { prefix: '', basePrefix: '', callers: [] }, undefined);
}

const CONTEXT = `
variable "unknown" {}
variable "yes" { default = true }
variable "list" { default = ["a", "b"] }
variable "map" { default = { x = 1, y = "two" } }
variable "typed" {
  type    = object({ a = optional(string, "z") })
  default = {}
}
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_subnet" "many" {
  for_each = { a = "1", b = "2" }
  name     = each.key
}
`;

function evaluated(expression: string): unknown {
  return shown(rootOf({ 'main.tf': `${CONTEXT}\nlocals {\n  it = ${expression}\n}\n` }).local('it'));
}

describe('what is certain is known', () => {
  test.each<readonly [string, unknown]>([
    ['1 + 2 * 3', 7],
    ['"a-${1 + 1}-${true}"', 'a-2-true'],
    ['var.yes ? "a" : "b"', 'a'],
    ['!var.yes || false', false],
    ['var.list[1]', 'b'],
    ['var.list.0', 'a'],
    ['var.map["y"]', 'two'],
    ['var.map.x', 1],
    ['[for v in var.list : upper(v)]', ['A', 'B']],
    ['[for i, v in var.list : "${i}${v}" if v != "a"]', ['1b']],
    ['{ for k, v in var.map : v => k }', { '1': 'x', two: 'y' }],
    ['{ for v in ["a", "b", "a"] : v => 1... }', { a: [1, 1], b: [1] }],
    ['var.list[*]', ['a', 'b']],
    ['[{ a = 1 }, { a = 2 }][*].a', [1, 2]],
    ['aws_vpc.main.cidr_block', '10.0.0.0/16'],
    ['aws_subnet.many["b"].name', 'b'],
    ['null == null', true],
    ['var.list == []', false],
    ['"1" == 1', true],
    ['(10 - 4) / 2 % 2', 1],
    ['1 < 2 && 2 <= 2 && 3 > 2 && 3 >= 3 && 1 != 2', true],
  ])('%s is %j', (expression, expected) => {
    expect(evaluated(expression)).toEqual(expected);
  });
});

describe('functions', () => {
  test.each<readonly [string, unknown]>([
    ['merge({ a = 1, b = 1 }, { b = 2 })', { a: 1, b: 2 }],
    ['concat(["a"], var.list)', ['a', 'a', 'b']],
    ['lookup(var.map, "x", 5)', 1],
    ['lookup(var.map, "none", 5)', 5],
    ['jsonencode({ a = [1, true, null] })', '{"a":[1,true,null]}'],
    ['jsondecode("{\\"a\\": [1]}")', { a: [1] }],
    ['format("%s-%03d %v%%", "a", 7, true)', 'a-007 true%'],
    ['join(",", var.list)', 'a,b'],
    ['split(",", "a,b")', ['a', 'b']],
    ['toset(["a", "a"])', ['a']],
    ['tolist(["a"])', ['a']],
    ['distinct(["a", "b", "a"])', ['a', 'b']],
    ['coalesce(null, "", "a")', 'a'],
    ['coalescelist([], ["a"])', ['a']],
    ['try(var.map.none, "else")', 'else'],
    ['try(var.map.y, "else")', 'two'],
    ['can(var.map.none)', false],
    ['length("abc") + length(var.list) + length(var.map)', 7],
    ['lower("A")', 'a'],
    ['title("ab cd")', 'Ab Cd'],
    ['trimspace(" a ")', 'a'],
    ['replace("a-b-c", "-", "$&")', 'a$&b$&c'],
    ['trimprefix("ab", "a")', 'b'],
    ['trimsuffix("ab", "b")', 'a'],
    ['substr("abcdef", 1, 2)', 'bc'],
    ['startswith("abc", "ab") && endswith("abc", "bc") && strcontains("abc", "b")', true],
    ['contains(var.list, "b")', true],
    ['contains(var.list, "z")', false],
    ['element(var.list, 3)', 'b'],
    ['keys({ b = 1, a = 2 })', ['a', 'b']],
    ['values({ b = 1, a = 2 })', [2, 1]],
    ['flatten([["a"], [["b"]], "c"])', ['a', 'b', 'c']],
    ['compact(["a", "", null])', ['a']],
    ['one([])', null],
    ['one(["a"])', 'a'],
    ['slice([1, 2, 3], 1, 2)', [2]],
    ['range(3)', [0, 1, 2]],
    ['zipmap(["a"], [1])', { a: 1 }],
    ['alltrue([true, true]) && anytrue([false, true])', true],
    ['reverse([1, 2])', [2, 1]],
    ['sort(["b", "a"])', ['a', 'b']],
    ['max(1, 3) + min(2, 4) + abs(-1) + ceil(0.5) + floor(1.5)', 8],
    ['tonumber("3")', 3],
    ['tobool("true")', true],
    ['tostring(5)', '5'],
    ['base64decode(base64encode("a"))', 'a'],
    ['nonsensitive(sensitive("a"))', 'a'],
    ['basename("a/b") == "b" && dirname("a/b") == "a"', true],
    ['concat(var.list...)', ['…']],
    ['max([1, 2]...)', 2],
  ])('%s is %j', (expression, expected) => {
    expect(evaluated(expression)).toEqual(expected);
  });
});

describe('what is not certain is unknown, as narrowly as can be said', () => {
  test.each<readonly [string, unknown]>([
    ['var.unknown', '?'],
    ['var.nowhere', '?'],
    ['local.nowhere', '?'],
    ['"a-${var.unknown}"', 'a-?'],
    ['format("%s-b", var.unknown)', '?-b'],
    ['jsonencode({ a = var.unknown })', '{"a":"?"}'],
    ['var.unknown ? "a" : "b"', '?'],
    ['var.unknown ? "a" : "a"', 'a'],
    ['var.unknown && false', false],
    ['var.unknown && true', '?'],
    ['var.unknown || true', true],
    ['concat(var.list, var.unknown)', ['a', 'b', '…']],
    ['merge(var.map, var.unknown)', { x: '?', y: '?', '…': '…' }],
    ['merge(var.unknown, { x = 1 })', { x: 1, '…': '…' }],
    ['lookup(var.unknown, "a", 1)', '?'],
    ['contains(concat(var.list, var.unknown), "z")', '?'],
    ['contains(concat(var.list, var.unknown), "a")', true],
    ['coalesce(var.unknown, "a")', '?'],
    ['try(var.unknown, "a")', '?'],
    ['length(concat(var.list, var.unknown))', '?'],
    ['[for v in var.list : v if var.unknown]', ['…']],
    ['{ for v in var.list : var.unknown => v }', { '…': '…' }],
    ['file("x")', '?'],
    ['timestamp()', '?'],
    ['aws_vpc.main.id', '?'],
    ['aws_vpc.none.id', '?'],
    ['data.aws_ami.none.id', '?'],
    ['module.none.x', '?'],
    ['path.module', '?'],
    ['each.key', '?'],
    ['terraform.workspace', '?'],
    ['1 / 0', '?'],
    ['var.typed.a', '?'],
    ['"%{ if true }a%{ endif }"', '?'],
    ['range(100000)', '?'],
    ['constructor("a")', '?'],
    ['__proto__("a")', '?'],
    ['var.map.constructor', '?'],
  ])('%s is %j', (expression, expected) => {
    expect(evaluated(expression)).toEqual(expected);
  });
});

describe('variables', () => {
  const VARIABLE = 'variable "v" { default = "default" }\n';

  test.each<readonly [string, Record<string, string>, unknown]>([
    ['their default', {}, 'default'],
    ['terraform.tfvars before it', { 'terraform.tfvars': 'v = "file"\n' }, 'file'],
    ['*.auto.tfvars before that', { 'terraform.tfvars': 'v = "file"\n', 'a.auto.tfvars': 'v = "auto"\n' }, 'auto'],
    ['the last of several', { 'b.auto.tfvars': 'v = "b"\n', 'a.auto.tfvars': 'v = "a"\n' }, 'b'],
    ['values in JSON', { 'terraform.tfvars.json': '{ "v": "json" }' }, 'json'],
    ['no file that somebody must name', { 'prod.tfvars': 'v = "prod"\n' }, 'default'],
  ])('have %s', (_name, files, expected) => {
    expect(shown(rootOf({ 'main.tf': VARIABLE, ...files }).variable('v'))).toBe(expected);
  });
});

describe('modules', () => {
  const CHILD = 'variable "in" { default = "none" }\noutput "out" { value = "<${var.in}>" }\n';

  test('of the same tree get their inputs and give their outputs', () => {
    const root = rootOf(
      {
        'live/main.tf': 'module "m" {\n  source = "../modules/m"\n  in = "x"\n}\nlocals { it = module.m.out }\n',
        'modules/m/main.tf': CHILD,
      },
      'live',
    );
    expect(shown(root.local('it'))).toBe('<x>');
  });

  test('with keys give the outputs of the one that is named', () => {
    const root = rootOf({
      'main.tf':
        'module "m" {\n  for_each = { a = "1", b = "2" }\n  source = "./m"\n  in = each.value\n}\n' +
        'locals {\n  it = module.m["b"].out\n  any = module.m[var.x].out\n}\n',
      'm/main.tf': CHILD,
    });
    expect(shown(root.local('it'))).toBe('<2>');
    expect(shown(root.local('any'))).toBe('?');
  });

  test.each(['registry/m/aws', 'git::https://example.org/m.git', '../../outside', '/abs', './none'])(
    'from %s are unknown',
    (source) => {
      const root = rootOf({ 'main.tf': `module "m" {\n  source = "${source}"\n}\nlocals { it = module.m.out }\n` });
      expect(shown(root.local('it'))).toBe('?');
    },
  );
});

describe('circles end', () => {
  test.each([
    ['locals', 'locals {\n  it = local.b\n  b = local.it\n}\n'],
    ['a local of itself', 'locals { it = "${local.it}x" }\n'],
    ['resources', 'resource "a" "b" { x = a.c.x }\nresource "a" "c" { x = a.b.x }\nlocals { it = a.b.x }\n'],
    ['a module of itself', 'module "m" {\n  source = "./"\n}\nlocals { it = module.m.out }\n'],
    ['count of itself', 'resource "a" "b" {\n  count = length(a.b)\n}\nlocals { it = a.b[0].x }\n'],
  ])('%s', (_name, text) => {
    expect(String(shown(rootOf({ 'main.tf': text }).local('it')))).toContain('?');
  });

  test('modules that call each other', () => {
    const call = (source: string) => `module "m" {\n  source = "${source}"\n}\noutput "out" { value = module.m.out }\n`;
    const root = rootOf({ 'a/main.tf': call('../b'), 'b/main.tf': call('../a') }, 'a');
    expect(shown(root.outputValue('out'))).toBe('?');
  });
});

test('a value that doubles with every line ends in something unknown, soon', () => {
  const lines = Array.from({ length: 200 }, (_, at) => `  l${at + 1} = "\${local.l${at}}\${local.l${at}}"`);
  const root = rootOf({ 'main.tf': `locals {\n  l0 = "0123456789"\n${lines.join('\n')}\n}\n` });
  expect(String(shown(root.local('l200'))).length).toBeLessThan(250_000);
  const lists = Array.from({ length: 60 }, (_, at) => `  l${at + 1} = concat(local.l${at}, local.l${at})`);
  expect(shown(rootOf({ 'main.tf': `locals {\n  l0 = ["a"]\n${lists.join('\n')}\n}\n` }).local('l60'))).toEqual(['…']);
});
