import { describe, expect, test } from '@jest/globals';
import { parseCommandLine } from '../../src/app/command-line.ts';
import { HELP, helpOn } from '../../src/app/help.ts';
import { COMMANDS, OPTIONS } from '../../src/app/options.ts';
import { ConfigurationError } from '../../src/model/errors.ts';

const FORMATS = ['console', 'json', 'sarif', 'markdown'];

function mistakesOf(args: readonly string[]): readonly string[] {
  try {
    parseCommandLine(args, FORMATS);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.mistakes.map(({ place, problem }) => `${place}: ${problem}`);
    throw error;
  }
  return [];
}

function scanOf(args: readonly string[]) {
  const line = parseCommandLine(['scan', ...args], FORMATS);
  if (line.command !== 'scan') throw new Error(`parsed as ${line.command}`);
  return line;
}

describe('a command line that is understood', () => {
  test('nothing at all asks for help', () => {
    expect(parseCommandLine([], FORMATS)).toEqual({ command: 'help', topic: undefined });
  });

  test('scan without a path scans the current folder and shows the console answer', () => {
    const { path, options } = scanOf([]);
    expect(path).toBe('.');
    expect(options.reports).toEqual([]);
    expect(options.inputs).toEqual({});
    expect([options.trust, options.all, options.quiet, options.verbose]).toEqual([false, false, false, false]);
  });

  test('settings keep the name under which a mistake in them is reported', () => {
    const { inputs } = scanOf(['--fail-on', 'low', '-j', '3', '--offline', '--scanners=gitleaks,bandit']).options;
    expect(inputs).toEqual({
      'fail-on': { value: 'low', from: '--fail-on' },
      'max-parallel': { value: '3', from: '--jobs' },
      offline: { value: 'true', from: '--offline' },
      scanners: { value: 'gitleaks,bandit', from: '--scanners' },
    });
  });

  test.each([
    ['a format alone goes to standard output', ['-f', 'json'], [{ format: 'json', file: undefined }]],
    ['a file takes the format that is given', ['-f', 'sarif', '-o', 'out.txt'], [{ format: 'sarif', file: 'out.txt' }]],
    [
      'a file takes the format that its name ends in',
      ['-o', 'a.sarif', '-o', 'b.md'],
      [
        { format: 'sarif', file: 'a.sarif' },
        { format: 'markdown', file: 'b.md' },
      ],
    ],
    [
      'FORMAT=FILE says it',
      ['-o', 'json=x.out', '-o', 'sarif=y.out'],
      [
        { format: 'json', file: 'x.out' },
        { format: 'sarif', file: 'y.out' },
      ],
    ],
    [
      'a name with = whose left side is no format is a name',
      ['-f', 'json', '-o', 'a=b.txt'],
      [{ format: 'json', file: 'a=b.txt' }],
    ],
    [
      'a format and a file of another format are two reports',
      ['-f', 'json', '-o', 'sarif=s'],
      [
        { format: 'sarif', file: 's' },
        { format: 'json', file: undefined },
      ],
    ],
  ])('%s', (_sentence, args, reports) => {
    expect(scanOf(args).options.reports).toEqual(reports);
  });

  test('merge takes several files, explain an id and a path', () => {
    expect(parseCommandLine(['merge', 'a', 'b', '--root', 'src'], FORMATS)).toMatchObject({
      command: 'merge',
      files: ['a', 'b'],
      root: 'src',
    });
    expect(parseCommandLine(['explain', '4f2a91', 'app'], FORMATS)).toEqual({
      command: 'explain',
      id: '4f2a91',
      path: 'app',
    });
  });

  test('a path after -- may begin with a dash', () => {
    expect(scanOf(['--', '-odd']).path).toBe('-odd');
  });
});

describe('a command line with mistakes', () => {
  test.each([
    [
      'an unknown option names the nearest',
      ['scan', '--fail-onn', 'high'],
      ['--fail-onn: there is no such option: did you mean --fail-on?'],
    ],
    ['an unknown command names the nearest', ['scna'], ['gatehouse: there is no command "scna": did you mean "scan"?']],
    [
      'version, which is an option',
      ['version'],
      ['gatehouse: there is no command "version": did you mean "--version"?'],
    ],
    [
      'a path without a command says how to scan it',
      ['some/folder'],
      ['gatehouse: there is no command "some/folder" (to scan a folder: gatehouse scan some/folder)'],
    ],
    ['an option without its value', ['scan', '--config'], ['--config: needs a value after it']],
    [
      'an option that swallowed the next option',
      ['scan', '--config', '--offline'],
      ['--config: needs a value after it'],
    ],
    ['a switch with a value', ['scan', '--offline=no'], ['--offline: takes no value']],
    [
      'an option given twice',
      ['scan', '--profile', 'embedded', '--profile', 'thorough'],
      ['--profile: is given twice: keep one of them'],
    ],
    [
      'an option of another command',
      ['scanners', '--fail-on', 'low'],
      ['--fail-on: does not go with scanners, only with scan and merge'],
    ],
    ['two paths', ['scan', 'a', 'b'], ['scan: takes one path, and got 2: a b']],
    ['an empty path', ['scan', ''], ['scan: the path is empty: name a folder, or leave it out']],
    [
      'a format that does not exist',
      ['scan', '-f', 'jsn'],
      ['--format: "jsn" is no format: did you mean "json"? (console, json, sarif, markdown)'],
    ],
    [
      'an output of unknown format',
      ['scan', '-o', 'report'],
      ['--output: "report" does not say its format: write FORMAT=FILE (console, json, sarif, markdown)'],
    ],
    ['an output without a file', ['scan', '-o', 'json='], ['--output: "json=" names no file']],
    ['merge without a file', ['merge'], ['merge: needs at least one SARIF file']],
    [
      'explain without an id',
      ['explain'],
      ['explain: needs the id of a finding: the six characters after "id" in the report'],
    ],
  ])('%s', (_sentence, args, mistakes) => {
    expect(mistakesOf(args)).toEqual(mistakes);
  });

  test('values are told with the other mistakes, and none twice', () => {
    const args = [
      'scan',
      '--offlin',
      '--profile',
      'embeded',
      '--fail-on',
      'hihg',
      '-j',
      '--timeout',
      '5',
      '--scanners',
      'x',
    ];
    expect(mistakesOf(args)).toEqual([
      '--offlin: there is no such option: did you mean --offline?',
      '-j: needs a value after it',
      expect.stringMatching(/^--profile: .*embedded/),
      expect.stringMatching(/^--fail-on: .*high/),
    ]);
  });

  test('values alone are left to the configuration, which knows the names of scanners', () => {
    expect(mistakesOf(['scan', '--profile', 'embeded'])).toEqual([]);
  });

  test.each(['sarif-files', 'images'])('--%s does not go with --staged', (name) => {
    expect(mistakesOf(['scan', '--staged', `--${name}`, 'oci:a'])).toEqual([
      `--${name}: does not go with --staged: it says nothing of what is staged`,
    ]);
  });

  test('all mistakes are told at once', () => {
    expect(mistakesOf(['scan', '--offlin', '--format', 'xml', 'a', 'b'])).toHaveLength(3);
  });
});

describe('the help', () => {
  test.each(Object.keys(OPTIONS).filter((name) => !['help', 'version'].includes(name)))('tells of --%s', (name) => {
    expect(HELP).toContain(`--${name}`);
  });

  test.each(COMMANDS)('tells of the command %s', (name) => {
    expect(HELP).toContain(`gatehouse ${name}`);
  });

  test.each([undefined, ...COMMANDS])('on %s fits a terminal of 80 columns, without blanks at line ends', (name) => {
    expect(
      helpOn(name)
        .split('\n')
        .filter((line) => line.length > 80 || line.endsWith(' ')),
    ).toEqual([]);
  });

  test.each(COMMANDS.filter((name) => name !== 'help'))('on %s tells its own options and no others', (name) => {
    const own = Object.keys(OPTIONS).filter((option) => OPTIONS[option]?.commands.includes(name));
    const told = [...helpOn(name).matchAll(/^ {2}--([a-z-]+)/gm)].map(([, option]) => option);
    expect(told.sort()).toEqual(own.filter((option) => !['help', 'version'].includes(option)).sort());
    expect(helpOn(name)).toContain(`gatehouse ${name}`);
  });

  test.each([
    ['scan --help', ['scan', '--help'], 'scan'],
    ['scan -h with other options', ['scan', 'src', '--all', '-h'], 'scan'],
    ['help scan', ['help', 'scan'], 'scan'],
    ['help help', ['help', 'help'], 'help'],
    ['--help', ['--help'], undefined],
  ])('is asked for by %s', (_, args, topic) => {
    expect(parseCommandLine(args, FORMATS)).toEqual({ command: 'help', topic });
  });
});
