import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Annotation } from '../../src/ports/runner.ts';
import { bundle, runChild, temporaryFolder } from './child.ts';

const folder = temporaryFolder();
// In a process of its own: what counts are the bytes on its standard output.
const program = bundle(
  `import { createRunner } from './runner.ts';
   const runner = await createRunner(process.env);
   for (const [method, ...args] of JSON.parse(process.argv[2])) {
     const given = args.map((one) => one !== null && typeof one === 'object' ? { path: undefined, startLine: undefined, endLine: undefined, startColumn: undefined, endColumn: undefined, ...one } : one);
     try {
       const answer = await runner[method](...given);
       if (method === 'input') console.log(JSON.stringify(answer ?? 'undefined'));
     } catch (error) {
       console.log(error.code + ' ' + error.message);
     }
   }`,
  folder,
);

type Call = readonly [string, ...unknown[]];

function run(calls: readonly Call[], env: Record<string, string> = {}): string {
  const { stdout, stderr } = runChild(program, {
    args: [JSON.stringify(calls)],
    env: { GITHUB_ACTIONS: 'true', ...env },
  });
  if (stderr !== '') throw new Error(stderr);
  return stdout;
}

const annotation = (change: Partial<Annotation>): Call => [
  'annotate',
  { level: 'error', title: 't', message: 'm', ...change },
];

describe('annotations', () => {
  test.each<[string, Partial<Annotation>, string]>([
    ['with nothing but words', {}, '::error title=t::m'],
    ['of each level', { level: 'warning' }, '::warning title=t::m'],
    ['of the lowest level', { level: 'notice' }, '::notice title=t::m'],
    [
      'with a place',
      { path: 'a/b.ts', startLine: 3, endLine: 4, startColumn: 5, endColumn: 6 },
      '::error title=t,file=a/b.ts,line=3,endLine=4,col=5,endColumn=6::m',
    ],
    ['without a title', { title: '' }, '::error::m'],
    ['whose message has line ends', { message: 'a\nb\r\nc' }, '::error title=t::a%0Ab%0D%0Ac'],
    [
      'whose message looks like a command',
      { message: 'x\n::set-output name=a::b\n##[error]' },
      '::error title=t::x%0A::set-output name=a::b%0A##[error]',
    ],
    ['whose message has percent signs', { message: '100%0Aof%25' }, '::error title=t::100%250Aof%2525'],
    [
      'whose title would end the command',
      { title: 'a::b,c=d\n::error::e' },
      '::error title=a%3A%3Ab%2Cc=d%0A%3A%3Aerror%3A%3Ae::m',
    ],
    ['whose path would add a property', { path: 'a,title=x:y\n%' }, '::error title=t,file=a%2Ctitle=x%3Ay%0A%25::m'],
  ])('%s are one escaped line', (_, change, line) => {
    expect(run([annotation(change)])).toBe(`${line}\n`);
  });
});

describe('inputs', () => {
  test.each([
    ['given', { 'INPUT_FAIL-ON': ' high ' }, '"high"'],
    ['empty', { 'INPUT_FAIL-ON': '' }, '"undefined"'],
    ['blank', { 'INPUT_FAIL-ON': ' \n ' }, '"undefined"'],
    ['not given', {}, '"undefined"'],
    ['of several lines', { 'INPUT_FAIL-ON': 'a\nb' }, '"a\\nb"'],
  ])('%s', (_, env, expected) => {
    expect(run([['input', 'fail-on']], env as Record<string, string>)).toBe(`${expected}\n`);
  });
});

describe('outputs', () => {
  const GITHUB_OUTPUT = join(folder, 'output');

  test('go to the runner’s file, behind a delimiter that no value can guess', () => {
    writeFileSync(GITHUB_OUTPUT, '');
    expect(
      run(
        [
          ['setOutput', 'verdict', 'a\nEOF\nother=b'],
          ['setOutput', 'counts', '{}'],
        ],
        { GITHUB_OUTPUT },
      ),
    ).toBe('');
    expect(readFileSync(GITHUB_OUTPUT, 'utf8')).toMatch(
      /^verdict<<(ghadelimiter_\S{36})\na\nEOF\nother=b\n\1\ncounts<<(ghadelimiter_\S{36})\n\{\}\n\2\n$/,
    );
  });

  test('are dropped where there is no runner', () => {
    expect(run([['setOutput', 'verdict', 'pass']])).toBe('');
  });

  test('that cannot be written are a failure', () => {
    const missing = join(folder, 'nowhere', 'output');
    expect(run([['setOutput', 'verdict', 'pass']], { GITHUB_OUTPUT: missing })).toMatch(
      /^failed the output verdict could not be set: Missing file/,
    );
    expect(existsSync(missing)).toBe(false);
  });
});

describe('the summary', () => {
  const GITHUB_STEP_SUMMARY = join(folder, 'summary');

  test('grows by what is appended', () => {
    writeFileSync(GITHUB_STEP_SUMMARY, 'before\n');
    run(
      [
        ['appendSummary', '# one'],
        ['appendSummary', '::error::two'],
      ],
      { GITHUB_STEP_SUMMARY },
    );
    expect(readFileSync(GITHUB_STEP_SUMMARY, 'utf8')).toBe('before\n# one\n::error::two\n');
  });

  test('is dropped where there is no runner', () => {
    expect(run([['appendSummary', 'x']])).toBe('');
  });

  test('that cannot be written is a failure, and is not kept for the next', () => {
    mkdirSync(join(folder, 'a-folder'));
    expect(
      run(
        [
          ['appendSummary', 'x'],
          ['appendSummary', 'y'],
        ],
        { GITHUB_STEP_SUMMARY: join(folder, 'a-folder') },
      ),
    ).toMatch(/^(failed the job summary could not be written: EISDIR.*\n){2}$/);
    rmSync(GITHUB_STEP_SUMMARY, { force: true });
    expect(run([['appendSummary', 'x']], { GITHUB_STEP_SUMMARY })).toMatch(
      /^failed the job summary could not be written: Unable to access/,
    );
  });
});

describe('masks', () => {
  const long = ['not', 'a', 'real', 'value'].join('-');
  test.each([
    ['a long value', long, `::add-mask::${long}\n`],
    [
      'each line of several, short ones not',
      `${long}\nshort\r\n${long}2\n`,
      `::add-mask::${long}\n::add-mask::${long}2\n`,
    ],
    ['exactly eight characters', '12345678', '::add-mask::12345678\n'],
    ['no shorter value', '1234567', ''],
    ['no white space', ' '.repeat(20), ''],
    ['a value that looks like a command', '::stop-commands::x', '::add-mask::::stop-commands::x\n'],
    ['a value with percent signs', '100%0A-and-more', '::add-mask::100%250A-and-more\n'],
  ])('are told for %s', (_, value, expected) => {
    expect(run([['mask', value]])).toBe(expected);
  });

  test('are never printed outside Actions', () => {
    expect(run([['mask', long]], { GITHUB_ACTIONS: '' })).toBe('');
  });
});
