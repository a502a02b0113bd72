import { describe, expect, test } from '@jest/globals';
import { type FileContext, type FileReading, readConfiguration } from '../../src/config/configuration-file.ts';
import { EMPTY_LAYER } from '../../src/config/layers.ts';

const scanners: FileContext['scanners'] = [
  { name: 'gatehouse-secrets', category: 'secrets', embedded: true },
  { name: 'gitleaks', category: 'secrets', embedded: false },
  { name: 'bandit', category: 'sast', embedded: false },
];

function read(text: string | Uint8Array, isTrusted = true): FileReading {
  return readConfiguration(Buffer.from(text as string), { name: '.github/gatehouse.yml', isTrusted, scanners });
}

/** Mistakes as people see them, without the file's name. */
function mistakesOf(text: string, isTrusted = true): readonly string[] {
  return read(text, isTrusted).mistakes.map(
    ({ place, problem }) => `${place.replace('.github/gatehouse.yml:', '')}  ${problem}`,
  );
}

const exception = (rest: string) => `exceptions:\n  - { rule: R1, reason: r, owner: o, expires: 2027-01-31, ${rest} }`;

describe('a mistake is named with place, path and what is allowed', () => {
  test('an unknown key with the nearest valid spelling', () => {
    expect(read('policy:\n  # blocks\n  fail-onn: high').mistakes).toEqual([
      { place: '.github/gatehouse.yml:3:3', problem: 'unknown key "fail-onn" in policy: did you mean "fail-on"?' },
    ]);
  });

  test.each([
    ['a key at the top', 'polcy: {}', '1:1  unknown key "polcy": did you mean "policy"?'],
    [
      'a category',
      'policy:\n  categories: { secret: { fail-on: low } }',
      '2:17  unknown key "secret" in policy.categories: did you mean "secrets"?',
    ],
    [
      'a key in a list',
      'exceptions:\n  - { rul: R1, reason: r, owner: o, expires: 2027-01-31 }',
      '2:7  unknown key "rul" in exceptions[0]: did you mean "rule"?',
    ],
    [
      'a key of a scanner',
      'scanners:\n  bandit: { arg: [] }',
      '2:13  unknown key "arg" in scanners.bandit: did you mean "args"?',
    ],
    [
      'a key that resembles nothing',
      'paths:\n  something: 1',
      '2:3  unknown key "something" in paths: known are exclude',
    ],
    [
      'a key of a later version',
      'policy:\n  categories:\n    sca: { fail-on: high, or: finding.kev }',
      '3:27  unknown key "or" in policy.categories.sca: known are fail-on',
    ],
    [
      'a severity',
      'policy:\n  fail-on: hihg',
      '2:12  policy.fail-on must be critical, high, medium, low, info or never, not "hihg": did you mean "high"?',
    ],
    [
      'a word that resembles nothing',
      'profile: everything',
      '1:10  profile must be embedded, recommended or thorough, not "everything"',
    ],
    [
      'an address for a registry',
      'trusted-registries: ["https://ghcr.io"]',
      '1:22  trusted-registries[0] must be a registry such as docker.io/library, ghcr.io/acme or *.acme.example (no https://, no tag), not "https://ghcr.io"',
    ],
    [
      'no registry, which would allow all',
      'trusted-registries: []',
      '1:21  trusted-registries must be a list with at least one registry, not an empty list',
    ],
    ['a number for a word', 'profile: 3', '1:10  profile must be embedded, recommended or thorough, not 3'],
    [
      'nothing where a value belongs',
      'policy:\n  fail-on:',
      '2:11  policy.fail-on must be critical, high, medium, low, info or never, not nothing',
    ],
    ['a text for a mapping', 'policy: high', '1:9  policy must be a mapping (keys with values), not "high"'],
    ['a list at the top', '- a', '1:1  the configuration must be a mapping (keys with values), not a list'],
    ['a text at the top', 'hello', '1:1  the configuration must be a mapping (keys with values), not "hello"'],
    ['a mapping for a list', 'paths:\n  exclude: { a: 1 }', '2:12  paths.exclude must be a list, not a mapping'],
    ['a switch', 'advisories: { service: maybe }', '1:24  advisories.service must be on or off, not "maybe"'],
    [
      'a duration',
      'timeout: 5 minutes',
      '1:10  timeout must be a duration from 1s to 24h, such as 90s or 10m, not "5 minutes"',
    ],
    [
      'a duration of nothing',
      'timeout: 0',
      '1:10  timeout must be a duration from 1s to 24h, such as 90s or 10m, not 0',
    ],
    [
      'a duration beyond what a timer can hold',
      'timeout: 30d',
      '1:10  timeout must be a duration from 1s to 24h, such as 90s or 10m, not "30d"',
    ],
    [
      'a number that is not whole',
      'max-parallel: 1.5',
      '1:15  max-parallel must be a whole number from 1 to 256, not 1.5',
    ],
    ['a number below the least', 'max-parallel: 0', '1:15  max-parallel must be a whole number from 1 to 256, not 0'],
    [
      'a pattern that climbs',
      'paths: { exclude: [../x] }',
      '1:20  paths.exclude[0] must be a pattern of paths below the scanned folder (no "!", no leading "/", no ".."), not "../x"',
    ],
    [
      'a pattern that negates',
      'paths: { exclude: ["!x"] }',
      '1:20  paths.exclude[0] must be a pattern of paths below the scanned folder (no "!", no leading "/", no ".."), not "!x"',
    ],
    [
      'an absolute pattern',
      'paths: { exclude: [/etc] }',
      '1:20  paths.exclude[0] must be a pattern of paths below the scanned folder (no "!", no leading "/", no ".."), not "/etc"',
    ],
    [
      'a name with a line end',
      'check-name: "a\\nb"',
      '1:13  check-name must be a name of at most 100 letters, digits, spaces and ._/()@:+-, beginning with a letter or digit, not "a b"',
    ],
    [
      'an exception without an owner',
      'exceptions:\n  - { rule: R1, reason: r, expires: 2027-01-31 }',
      '2:5  "owner" is missing in exceptions[0]: it must be a text that is not empty',
    ],
    [
      'an exception with an empty reason',
      'exceptions:\n  - { rule: R1, reason: " ", owner: o, expires: 2027-01-31 }',
      '2:25  exceptions[0].reason must be a text that is not empty, not ""',
    ],
    [
      'an exception that ends on no day',
      'exceptions:\n  - { rule: R1, reason: r, owner: o, expires: 2027-02-30 }',
      '2:47  exceptions[0].expires must be a day such as 2027-01-31, not "2027-02-30"',
    ],
    [
      'an exception that ends some time',
      'exceptions:\n  - { rule: R1, reason: r, owner: o, expires: never }',
      '2:47  exceptions[0].expires must be a day such as 2027-01-31, not "never"',
    ],
    [
      'an exception for something that is no package',
      exception('package: left-pad'),
      '2:68  exceptions[0].package must be a package URL such as pkg:npm/left-pad, not "left-pad"',
    ],
    [
      'an exception for everything',
      'exceptions:\n  - { rule: "*", reason: r, owner: o, expires: 2027-01-31 }',
      '2:13  exceptions[0].rule must be said with a path or a package when it is a pattern: a pattern for everything would switch scanners off, not "*"',
    ],
    [
      'a scanner that nobody knows',
      'scanners:\n  gitleak: { optional: on }',
      '2:3  no scanner is called "gitleak": did you mean "gitleaks"? (gatehouse scanners lists all); one of your own needs "category" and "command"',
    ],
    [
      'a scanner name with capitals',
      'scanners:\n  Acme: { category: sast, command: [x] }',
      '2:3  "Acme" must be a name of lower-case letters, digits and ._-',
    ],
    [
      "a scanner of one's own without a category",
      'scanners:\n  acme: { command: [x] }',
      '2:3  "category" is missing in scanners.acme: it must be one of sast, sca, iac, container, secrets, supply-chain for a scanner of your own',
    ],
    [
      "a scanner of one's own without a command",
      'scanners:\n  acme: { category: sast }',
      '2:3  "command" is missing in scanners.acme: it must be given with category: the program of your own scanner and its arguments',
    ],
    [
      'a command without a program',
      'scanners:\n  acme: { category: sast, command: [] }',
      '2:36  scanners.acme.command must be a list with at least the program, not an empty list',
    ],
    [
      'a command for a scanner that is known',
      'scanners:\n  bandit: { category: sast, command: [x] }',
      '2:29  "command" does not fit here: bandit is a scanner that Gatehouse knows, and this is for one of your own: give yours another name',
    ],
    [
      'arguments for an engine',
      'scanners:\n  gatehouse-secrets: { args: [x] }',
      '2:24  "args" does not fit here: gatehouse-secrets is built in and runs no program',
    ],
    [
      'escapes in a value',
      'profile: "\\e[2J"',
      '1:10  profile must be embedded, recommended or thorough, not "\\x1b[2J"',
    ],
  ])('%s', (_, text, expected) => {
    expect(mistakesOf(text)).toContain(expected);
  });

  test('a key as long as the file is shown short', () => {
    const [only] = mistakesOf(`${'k'.repeat(1000)}: 1`);
    expect(only?.length).toBeLessThan(250);
  });

  test('all mistakes come at once, from top to bottom', () => {
    const text =
      'timeout: soon\npolicy:\n  fail-on: hihg\n  on-incomplete: maybe\nscanners:\n  gitleak: {}\nzzz: 1\nprofile: x\n';
    expect(mistakesOf(text).map((line) => line.split(' ')[0])).toEqual(['1:10', '3:12', '4:18', '6:3', '7:1', '8:10']);
  });

  test('bytes that are not UTF-8 are no configuration', () => {
    expect(read(Uint8Array.of(0x61, 0xff, 0xfe)).mistakes).toEqual([
      { place: '.github/gatehouse.yml', problem: 'this is not UTF-8 text: save it as UTF-8' },
    ]);
  });

  test('with a mistake nothing of the file counts', () => {
    expect(read('profile: thorough\npolicy: { fail-on: hihg }').layer).toBe(EMPTY_LAYER);
  });
});

describe('a configuration that was merely found may not say what is run', () => {
  const allow =
    'decides what is run, and this file was merely found in the scanned tree: read it, then allow it with --trust or name the file with --config (in a workflow: the input config)';

  test.each([
    ['arguments', 'scanners:\n  bandit: { args: [-x] }', `2:13  "args" ${allow}`],
    ['a program', 'scanners:\n  bandit: { path: ./evil }', `2:13  "path" ${allow}`],
    ['a command', 'scanners:\n  acme: { category: sast, command: [./evil] }', `2:27  "command" ${allow}`],
    [
      'a command through an alias',
      'check-name: &c x\nscanners:\n  acme: { category: sast, command: [*c] }',
      `3:27  "command" ${allow}`,
    ],
  ])('%s', (_, text, expected) => {
    expect(mistakesOf(text, false)).toEqual([expected]);
    expect(mistakesOf(text, true)).toEqual([]);
  });

  test('what decides nothing about programs needs no trust', () => {
    expect(mistakesOf('profile: thorough\nscanners:\n  bandit: { optional: on, timeout: 2m }', false)).toEqual([]);
  });
});

describe('a right configuration becomes a layer', () => {
  const text = `profile: recommended
paths: { exclude: [testdata/**] }
policy:
  fail-on: medium
  categories:
    secrets: { fail-on: low }
  on-incomplete: pass
  inline-exceptions: off
exceptions:
  - { rule: CVE-2024-1234, package: pkg:npm/left-pad, reason: not reachable, owner: "@team", expires: 2027-01-31 }
advisories: { service: off, folders: [security/advisories], max-age: 12h, private: ["@acme/*"] }
scanners:
  bandit: { args: [-ll], optional: on, timeout: 90 }
  acme: { category: sast, command: [acme-scan, "{output}"] }
categories: [secrets, sca]
check-name: gate
timeout: 2m
max-parallel: 4
sarif-files: [a.sarif]
trusted-registries: [ghcr.io/acme, '*.acme.example', 'localhost:5000']
`;
  const { layer, ownScanners, mistakes } = read(text);
  const at = (line: number) => `.github/gatehouse.yml:${line}`;

  test('without a mistake', () => {
    expect(mistakes).toEqual([]);
  });

  test('with the place of every value', () => {
    expect(layer.values).toEqual({
      profile: { value: 'recommended', from: at(1) },
      exclude: { value: ['testdata/**'], from: at(2) },
      failOn: { value: 'medium', from: at(4) },
      onIncomplete: { value: 'pass', from: at(7) },
      inlineExceptions: { value: false, from: at(8) },
      advisoryService: { value: false, from: at(11) },
      advisoryFolders: { value: ['security/advisories'], from: at(11) },
      advisoryMaxAgeMs: { value: 43_200_000, from: at(11) },
      privatePackages: { value: ['@acme/*'], from: at(11) },
      categories: { value: ['secrets', 'sca'], from: at(15) },
      checkName: { value: 'gate', from: at(16) },
      timeoutMs: { value: 120_000, from: at(17) },
      maxParallel: { value: 4, from: at(18) },
      sarifFiles: { value: ['a.sarif'], from: at(19) },
      trustedRegistries: { value: ['ghcr.io/acme', '*.acme.example', 'localhost:5000'], from: at(20) },
    });
    expect(layer.failOnByCategory).toEqual({ secrets: { value: 'low', from: at(6) } });
  });

  test('with its exceptions', () => {
    expect(layer.exceptions).toEqual([
      {
        rule: 'CVE-2024-1234',
        path: undefined,
        package: 'pkg:npm/left-pad',
        reason: 'not reachable',
        owner: '@team',
        expires: '2027-01-31',
        from: at(10),
      },
    ]);
  });

  test('with what it says about scanners, and nothing that it does not say', () => {
    expect(layer.scannerSettings).toEqual({
      bandit: { from: at(13), args: ['-ll'], optional: true, timeoutMs: 90_000 },
      acme: { from: at(14), own: { category: 'sast', command: ['acme-scan', '{output}'] } },
    });
    expect(ownScanners).toEqual(['acme']);
  });

  test.each([
    ['true', true],
    ['false', false],
    ['on', true],
    ['off', false],
  ])('%s is a switch', (word, expected) => {
    expect(read(`advisories: { service: ${word} }`).layer.values.advisoryService?.value).toBe(expected);
  });
});
