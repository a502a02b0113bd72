import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createWorkflowsEngine } from '../../../src/engines/workflows/engine.ts';
import { NOTHING_FOR_WORKFLOWS, wantsForWorkflows } from '../../../src/engines/workflows/wants.ts';
import type { Patch } from '../../../src/model/result.ts';

const engine = createWorkflowsEngine();
const PATH = '.github/workflows/ci.yml';

function scan(text: string, path = PATH) {
  return engine.scan(path, Buffer.from(text));
}

function resultsOf(rule: string, text: string, path = PATH) {
  return scan(text, path).results.filter((result) => result.rule.id === rule);
}

function apply(text: string, { region, replacement }: Patch): string {
  const lines = text.split('\n');
  const offset = (line: number, column: number) =>
    lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
  const { startLine, startColumn = 1, endLine = startLine, endColumn = 1 } = region;
  return text.slice(0, offset(startLine, startColumn)) + replacement + text.slice(offset(endLine, endColumn));
}

describe('which files it wants', () => {
  test.each([
    ['.github/workflows/ci.yml', true],
    ['.github/workflows/ci.yaml', true],
    ['services/api/.github/workflows/ci.yml', true],
    ['action.yml', true],
    ['.github/actions/build/action.yaml', true],
    ['.github/workflows/sub/ci.yml', false],
    ['.github/workflows/ci.yml.bak', false],
    ['github/workflows/ci.yml', false],
    ['x.github/workflows/ci.yml', false],
    ['.github/dependabot.yml', true],
    ['dependabot.yml', false],
    ['reaction.yml', false],
    ['action.yml/x', false],
  ])('%s: %s', (path, expected) => {
    expect(wantsForWorkflows({ path, sizeBytes: 1 })).toBe(expected);
    expect(engine.wants({ path, sizeBytes: 1 })).toBe(expected);
  });

  test('it says what it is and when it has nothing to do', () => {
    expect(engine).toMatchObject({ unit: 'file', name: 'gatehouse-workflows', category: 'supply-chain' });
    expect(engine.nothingToDo).toBe(NOTHING_FOR_WORKFLOWS);
    expect(engine.rulesDigest).toMatch(/^[0-9a-f]{64}$/);
    expect(createWorkflowsEngine().rulesDigest).toBe(engine.rulesDigest);
  });
});

const DANGEROUS = `on: issues
jobs:
  a:
    steps:
      - run: echo "\${{ github.event.issue.title }}"
`;

describe('what it reports', () => {
  test('a result is complete: rule, place, severity, what to do', () => {
    expect(resultsOf('workflow-script-injection', DANGEROUS)).toEqual([
      {
        rule: {
          id: 'workflow-script-injection',
          title: 'Untrusted text pasted into a script',
          help: expect.stringContaining('before the script is read'),
          severityNote: expect.stringMatching(/^Critical where anyone can cause the event/),
          helpUri: 'https://docs.github.com/en/actions/concepts/security/script-injections',
          cwes: ['CWE-78', 'CWE-94'],
        },
        category: 'supply-chain',
        message:
          "${{ github.event.issue.title }} pastes the title of an issue into a shell script, where it runs as code: anyone can cause issues, and it runs with the repository's default rights",
        claims: { rule: 'critical' },
        path: PATH,
        region: { startLine: 5, startColumn: 20, endLine: 5, endColumn: 51 },
        remediation: {
          text: 'Pass it through the environment: `env: { ISSUE_TITLE: "${{ github.event.issue.title }}" }` at the step, and "$ISSUE_TITLE" in the script.',
        },
      },
    ]);
  });

  test('a workflow below a folder is not run by GitHub there: it never blocks', () => {
    const severities = (path: string) => scan(DANGEROUS, path).results.map((result) => result.claims.rule);
    expect(severities(PATH)).toEqual(['critical', 'low']);
    expect(severities(`templates/${PATH}`)).toEqual(['medium', 'low']);
  });

  test('results are the same at every run', () => {
    expect(scan(DANGEROUS)).toEqual(scan(DANGEROUS));
  });

  test('a password is reported as a secret at its exact place, and no text has it', () => {
    const password = ['not', 'a', 'real', 'one', '42'].join('-');
    const text = `on: push\njobs:\n  a:\n    container:\n      image: x\n      credentials: { username: u, password: "${password}" }\n    steps: []\n`;
    const results = resultsOf('workflow-registry-password', text);
    expect(results).toMatchObject([{ category: 'secrets', family: 'registry-password', claims: { rule: 'high' } }]);
    expect(results[0]?.region).toEqual({ startLine: 6, startColumn: 46, endLine: 6, endColumn: 46 + password.length });
    expect(JSON.stringify(scan(text).results)).not.toContain(password);
  });

  test('the same expression several times in a script is one result at its first place', () => {
    const results = resultsOf(
      'workflow-script-injection',
      'on: issues\njobs:\n  a:\n    steps:\n      - run: |\n          echo ${{ github.event.issue.title }}\n          echo ${{github.event.issue.title}}\n',
    );
    expect(results.map((result) => result.region?.startLine)).toEqual([6]);
    expect(results[0]?.message).toContain('(2 times)');
  });

  test('an expression inside a block is placed at its own line and column, in CRLF files too', () => {
    const lines = [
      'on: issues',
      'jobs:',
      '  a:',
      '    steps:',
      '      - run: |',
      '          set -e',
      '          x="${{ github.event.issue.title }}"',
      '',
    ];
    const [result] = resultsOf('workflow-script-injection', lines.join('\r\n'));
    expect(result?.region).toEqual({ startLine: 7, startColumn: 14, endLine: 7, endColumn: 45 });
  });

  test('an expression that escapes hide in a quoted scalar is found all the same', () => {
    const text = 'on: issues\njobs:\n  a:\n    steps:\n      - run: "echo \\x24{{ github.event.issue.title }}"\n';
    expect(resultsOf('workflow-script-injection', text).map((result) => result.region)).toEqual([
      { startLine: 5, startColumn: 20, endLine: 5, endColumn: 54 },
    ]);
  });

  test('steps that come from an alias are judged in each job that has them', () => {
    const text =
      'on: issues\njobs:\n  a:\n    steps: &s\n      - run: echo ${{ github.event.issue.title }}\n  b: { permissions: {}, steps: *s }\n';
    expect(resultsOf('workflow-script-injection', text).map((result) => result.claims.rule)).toEqual([
      'critical',
      'high',
    ]);
  });
});

describe('patches', () => {
  const [head, ...tail] = ['on: issues\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n', ''];

  test.each([
    [
      'a block',
      `${head}      - name: x\n        run: |\n          set -e\n          echo "\${{ github.event.issue.title }}" > t\n          cat t\n`,
      `${head}      - name: x\n        env:\n          ISSUE_TITLE: \${{ github.event.issue.title }}\n        run: |\n          set -e\n          echo "$ISSUE_TITLE" > t\n          cat t\n`,
    ],
    [
      'the first key of a step',
      `${head}      - run: echo "\${{ github.event.issue.title }}"\n        name: x\n`,
      `${head}      - env:\n          ISSUE_TITLE: \${{ github.event.issue.title }}\n        run: echo "$ISSUE_TITLE"\n        name: x\n`,
    ],
  ])('%s gets the variable, and the problem is gone', (_name, before, after) => {
    const [result] = resultsOf('workflow-script-injection', before);
    const patched = result?.remediation?.patch && apply(before, result.remediation.patch);
    expect(patched).toBe(after + tail.join(''));
    expect(resultsOf('workflow-script-injection', after)).toEqual([]);
  });

  test.each([
    ['the quotes are single', "      - run: echo '${{ github.event.issue.title }}'\n"],
    ['there are no quotes', '      - run: echo ${{ github.event.issue.title }}\n'],
    ['the quotes hold more', '      - run: echo "a ${{ github.event.issue.title }}"\n'],
    ['there is an env already', '      - run: echo "${{ github.event.issue.title }}"\n        env: { A: b }\n'],
    ['the shell is another', '      - run: echo "${{ github.event.issue.title }}"\n        shell: pwsh\n'],
    ['the step is a flow map', '      - { run: \'echo "${{ github.event.issue.title }}"\' }\n'],
    [
      'a here-document may quote it',
      '      - run: |\n          cat <<E\n          "${{ github.event.issue.title }}"\n          E\n',
    ],
    ['the variable is taken', '      - run: ISSUE_TITLE="${{ github.event.issue.title }}"\n'],
    [
      'single quotes stand around the double ones',
      '      - run: |\n          sh -c \'echo "${{ github.event.issue.title }}"\'\n',
    ],
    ['there are two of them', '      - run: echo "${{ github.event.issue.title }}" "${{ github.event.issue.body }}"\n'],
  ])('none where %s', (_name, steps) => {
    const results = resultsOf('workflow-script-injection', head + steps);
    expect(results.length).toBeGreaterThan(0);
    expect(results.flatMap((result) => result.remediation?.patch ?? [])).toEqual([]);
  });

  test('a list in a text becomes a list, and an actor the author', () => {
    const text =
      "on: pull_request_target\njobs:\n  a:\n    if: contains('main next', github.ref_name) && github.actor == 'a[bot]'\n    steps: []\n";
    const patched = scan(text).results.flatMap((result) =>
      result.remediation?.patch ? [apply(text, result.remediation.patch).split('\n')[3]] : [],
    );
    expect(patched.sort()).toEqual([
      "    if: contains('main next', github.ref_name) && github.event.pull_request.user.login == 'a[bot]'",
      '    if: contains(fromJSON(\'["main","next"]\'), github.ref_name) && github.actor == \'a[bot]\'',
    ]);
  });
});

describe('files that are not what they seem', () => {
  test.each([
    ['an empty workflow', '', PATH, 'not a workflow: it has no jobs'],
    ['a list', '- a\n', PATH, 'not a workflow: it has no jobs'],
    ["another program's action.yml", 'name: x\n', 'action.yml', undefined],
    ['jobs that are a list', 'jobs:\n  - a\n', PATH, '"jobs" at line 1 is no map'],
    ['an action that runs nothing', 'runs: 5\n', 'action.yml', undefined],
    ['steps of an action that are a map', 'runs:\n  steps:\n    a: {}\n', 'action.yml', '"steps" at line 2 is no list'],
    [
      'updates that are a number',
      'version: 2\nupdates: 5\n',
      '.github/dependabot.yml',
      '"updates" at line 2 is no list',
    ],
    ['a binary file', '\u0000\u0001', PATH, expect.any(String)],
  ])('%s', (_name, text, path, notLookedAt) => {
    const report = scan(text, path);
    expect(report.results).toEqual([]);
    expect(report.notLookedAt).toEqual(notLookedAt);
  });

  test.each([
    ['a job that is a number', '  other: 5\n', /^"other" at line \d+ is no map$/],
    ['steps that are a map', '  other:\n    steps:\n      a: {}\n', /^"steps" at line \d+ is no list$/],
    ['a step that is a text', '  other:\n    steps:\n      - make\n', /^the step at line \d+ is no map$/],
    ['a second document', '---\njobs: {}\n', /^not valid YAML at line \d+: Source contains multiple documents$/],
  ])('beside %s the other jobs are judged', (_name, text, why) => {
    const report = scan(DANGEROUS + text);
    expect(report.notLookedAt).toMatch(why);
    expect(report.results.map((result) => result.rule.id)).toContain('workflow-script-injection');
  });

  test('what can be read of a broken file is judged, and what is broken is said', () => {
    const report = scan(`${DANGEROUS}      - run: "open\n`);
    expect(report.notLookedAt).toMatch(/^not valid YAML at line \d+: /);
    expect(report.results.map((result) => result.rule.id)).toContain('workflow-script-injection');
  });

  test('no bytes make it throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(() => engine.scan(PATH, bytes)).not.toThrow();
      }),
    );
  });

  const fragments = [
    'on: issues',
    'jobs:',
    '  a:',
    '    steps:',
    '      - run: |',
    '          ${{ github.head_ref }}',
    '      - uses: a/b@v1',
    '    if: ${{ x }}',
    '&a',
    '*a',
    '- ',
    '\t',
    '? ',
    '{',
    '}',
    '[',
    '"',
    "'",
    '!!map',
    '<<: *a',
    '...',
    '---',
    '%YAML 1.1',
    '\r',
    '${{',
    '}}',
    ': ',
  ];

  test("no mixture of a workflow's pieces makes it throw, and every place is in the file", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...fragments, '\n'), { maxLength: 40 }), (parts) => {
        const text = parts.join('\n');
        const lines = text.replace(/\r\n?/g, '\n').split('\n');
        for (const { region } of scan(text).results) {
          expect(region?.startLine).toBeLessThanOrEqual(lines.length);
          expect(region?.startColumn).toBeLessThanOrEqual((lines[(region?.startLine ?? 1) - 1] ?? '').length + 1);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('a megabyte of dangerous steps is judged, not looped over step by step for each step', () => {
    const step = '      - { uses: actions/checkout@v4, with: { ref: "${{ github.head_ref }}" } }\n';
    const text = `on: pull_request_target\njobs:\n  a:\n    steps:\n${step.repeat(3000)}`;
    expect(resultsOf('workflow-untrusted-checkout', text)).toHaveLength(3000);
  });
});

describe('a file that goes beyond a limit of ours', () => {
  const aliases = (count: number) => `x: &x [${'a, '.repeat(400)}]\ny: [${'*x, '.repeat(count)}]\n`;
  test.each([
    ['larger than 1 MiB', `${DANGEROUS}# ${'x'.repeat(1024 * 1024)}`],
    ['more values than anyone writes', `${aliases(300)}${DANGEROUS}`],
    ['nested too deeply', `${DANGEROUS}x: ${'['.repeat(200)}${']'.repeat(200)}\n`],
  ])('%s leaves the scan incomplete where GitHub runs it, and only there', (_name, text) => {
    const reports = [PATH, 'action.yml', 'examples/.github/workflows/ci.yml'].map((path) =>
      engine.scan(path, Buffer.from(text)),
    );
    expect(reports.map(({ isIncomplete }) => isIncomplete)).toEqual([true, true, undefined]);
    for (const report of reports) expect(report.notLookedAt).toMatch(/^(larger|more|nested)/);
  });

  test('what is no YAML is no limit: GitHub does not run it either', () => {
    const report = engine.scan(PATH, Buffer.from(`${DANGEROUS}  : [`));
    expect(report.notLookedAt).toMatch(/^not valid YAML/);
    expect(report.isIncomplete).toBeUndefined();
  });
});

test('an expression behind thousands of others in a variable is still seen', () => {
  const many = (filler: string) => `on: issues
jobs:
  a:
    env:
      TEXT: \${{ ${Array(3000).fill(filler).join(' }}${{ ')} }}\${{ github.event.issue.title }}
    steps:
      - run: echo "\${{ env.TEXT }}"
`;
  for (const filler of ["'a'", 'github.sha', 'github.event.comment.body'])
    expect([filler, resultsOf('workflow-script-injection', many(filler)).length]).toEqual([filler, 1]);
});
