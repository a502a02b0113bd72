import { afterAll, describe, expect, test } from '@jest/globals';
import { gatehouse, makeFolder, removeFolders } from './program.ts';

afterAll(removeFolders);

function scanWith(configuration: string, args: readonly string[] = []) {
  return gatehouse(['scan', makeFolder({ '.gatehouse.yml': configuration, 'a.js': 'let a;\n' }), '--offline', ...args]);
}

describe('a configuration with a mistake ends with status 2 and says where', () => {
  const bomb = `a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 9 }, (_, at) => `a${at + 1}: &a${at + 1} [${`*a${at},`.repeat(10)}]`).join('\n')}\n`;

  test.each([
    [
      'an unknown key',
      'policy:\n  fail-onn: high\n',
      '.gatehouse.yml:2:3: unknown key "fail-onn" in policy: did you mean "fail-on"?',
    ],
    ['a bad value', 'policy:\n  fail-on: hihg\n', '.gatehouse.yml:2:12'],
    ['broken YAML', 'policy: [unclosed\n', '.gatehouse.yml:'],
    ['YAML with 10^9 aliases', bomb, '.gatehouse.yml'],
    [
      'an exception without a reason',
      'exceptions:\n  - { rule: x, path: y, owner: "@me", expires: 2027-01-01 }\n',
      'reason',
    ],
    [
      'a program in a configuration that was merely found',
      'scanners:\n  mine: { category: sast, command: [sh] }\n',
      '--trust',
    ],
  ])('%s', (_sentence, configuration, words) => {
    const { status, stdout, stderr } = scanWith(configuration);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/at .*\.js:\d+/);
  });

  test('all mistakes are told at once', () => {
    const { stderr } = scanWith('profil: x\npolicy:\n  fail-on: hihg\n', ['--scanners', 'gitleak']);
    expect(stderr).toContain('"profil"');
    expect(stderr).toContain('hihg');
    expect(stderr).toContain(
      '--scanners: no scanner is called "gitleak": did you mean "gitleaks"? (gatehouse scanners lists all)',
    );
  });
});

describe('mistakes on the command line', () => {
  test.each([
    ['an unknown option', ['--fail-onn', 'high'], '--fail-on?'],
    ['a bad severity', ['--fail-on', 'hihg'], 'did you mean "high"?'],
    ['a configuration that does not exist', ['--config', 'no.yml'], 'no.yml'],
    ['a report onto a device', ['--output', 'json=/dev/null'], '/dev/null'],
    ['a report onto a folder', ['--output', 'json=/'], 'folder'],
  ])('%s', (_sentence, args, words) => {
    const { status, stderr, stdout } = scanWith('', args);
    expect(status).toBe(2);
    expect(stderr).toContain(words);
    expect(stdout).toBe('');
  });
});

test('an expired exception stops working and is named', () => {
  const key = ['AK', 'IA', '4HX7QZ2M', 'WN6VKT3C'].join('');
  const folder = makeFolder({
    'a.js': `const key = "${key}";\n`,
    '.gatehouse.yml': 'exceptions:\n  - { rule: "*", path: a.js, reason: a test, owner: "@me", expires: 2020-01-01 }\n',
  });
  const { status, stdout } = gatehouse(['scan', folder, '--offline']);
  expect(status).toBe(1);
  expect(stdout).toMatch(/expired/);
});
