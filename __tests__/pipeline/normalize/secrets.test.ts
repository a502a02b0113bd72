import { describe, expect, test } from '@jest/globals';
import { madeUp } from '../../scanners/gitleaks/tree.ts';
import { engineScan, entry, finished, normalizeOver, plainScanner, sarif, secret } from './finished.ts';

const TOKEN = ['gh', 'p_', madeUp('normalize', 36)].join('');
const SHORT = ['hunter', '2', '!'].join('');
const SHOWN = `${TOKEN.slice(0, 4)}…${TOKEN.slice(-4)}`;
const FILES = {
  'a.ts': `before\nconnect("${TOKEN}", eval(x)); // both\nafter "${TOKEN}"\n`,
  'b.env': `PASSWORD=${SHORT}\n`,
};
const WHERE = { startLine: 2, startColumn: 10, endColumn: 10 + TOKEN.length };

describe('a secret is never in the record', () => {
  test.each([
    [
      'of the scanner that found it',
      [
        engineScan([
          secret('a.ts', WHERE, { message: `found ${TOKEN} here`, remediation: { text: `revoke ${TOKEN}` } }),
        ]),
      ],
    ],
    [
      'of another scanner, on the same line',
      [
        engineScan([secret('a.ts', WHERE)]),
        finished(
          plainScanner(),
          sarif({ results: [entry('a.ts', { startLine: 2, startColumn: 60 }, 'R1', `eval after ${TOKEN}`)] }),
        ),
      ],
    ],
    [
      'of another scanner, on another line that repeats it',
      [
        engineScan([secret('a.ts', WHERE)]),
        finished(plainScanner(), sarif({ results: [entry('a.ts', { startLine: 3 })] })),
      ],
    ],
    [
      'of a scanner that is off by one at both ends',
      [engineScan([secret('a.ts', { startLine: 2, startColumn: 11, endColumn: 9 + TOKEN.length })])],
    ],
    [
      'of a scanner that gives a line only and quotes the value',
      [engineScan([secret('a.ts', { startLine: 2 }, { message: `value ${TOKEN}.` })])],
    ],
    ['of a scanner that gives a line only', [engineScan([secret('a.ts', { startLine: 2 })])]],
    [
      'of a scanner whose title quotes it',
      [
        engineScan([
          secret('a.ts', WHERE, { rule: { id: 'r', title: `key ${TOKEN}`, help: `is ${TOKEN}`, cwes: [] } }),
        ]),
      ],
    ],
    [
      'of a scanner that offers a patch with it',
      [
        engineScan([
          secret('a.ts', WHERE, {
            remediation: { text: 'move it', patch: { region: { startLine: 2 }, replacement: `env.X ?? "${TOKEN}"` } },
          }),
        ]),
      ],
    ],
    [
      'of a scanner that found it in a file that is gone',
      [engineScan([secret('gone.ts', WHERE, { message: `found ${TOKEN} in history` })])],
    ],
    [
      'of a result of another category that shows one',
      [
        finished(
          plainScanner({}, { sensitive: true }),
          sarif({ results: [entry('a.ts', WHERE, 'B105', `password: '${TOKEN}'`)] }),
        ),
      ],
    ],
  ])('%s', async (_name, scans) => {
    const record = await normalizeOver(FILES, scans);
    expect(record.results.length).toBeGreaterThan(0);
    const text = JSON.stringify(record);
    for (let at = 0; at + 9 <= TOKEN.length; at++) expect(text).not.toContain(TOKEN.slice(at, at + 9));
  });

  test('but its line can still be read', async () => {
    const other = finished(plainScanner(), sarif({ results: [entry('a.ts', { startLine: 2, startColumn: 60 })] }));
    const { results } = await normalizeOver(FILES, [engineScan([secret('a.ts', WHERE)]), other]);
    const line = `connect("${SHOWN}", eval(x)); // both`;
    expect(results.map(({ snippet }) => snippet)).toEqual([line, line]);
  });

  test('and a short one not even in part', async () => {
    const record = await normalizeOver(FILES, [
      engineScan([secret('b.env', { startLine: 1, startColumn: 10 }, { message: `value ${SHORT}` })]),
    ]);
    expect(record.results).toMatchObject([{ snippet: 'PASSWORD=…', message: 'value …' }]);
  });

  test('while a patch without it stays', async () => {
    const patch = { region: { startLine: 2 }, replacement: 'connect(env.TOKEN)' };
    const { results } = await normalizeOver(FILES, [
      engineScan([secret('a.ts', WHERE, { remediation: { text: 'move it', patch } })]),
    ]);
    expect(results[0]?.remediation).toEqual({ text: 'move it', patch });
  });
});

describe('the identity of a secret', () => {
  const identityOf = async (text: string, region: object, changed = {}) => {
    const { results } = await normalizeOver({ 'a.env': text }, [
      engineScan([secret('a.env', region as never, changed)]),
    ]);
    return { fingerprints: results[0]?.fingerprints, lineHash: results[0]?.lineHash };
  };
  const exact = { startLine: 1, startColumn: 8, endColumn: 8 + TOKEN.length };

  test('stays when the value changes, the line moves or another tool points at the whole assignment', async () => {
    const one = await identityOf(`TOKEN="${TOKEN}"\n`, exact);
    const other = ['gh', 'p_', madeUp('other', 36)].join('');
    expect(await identityOf(`TOKEN="${other}"\n`, exact)).toEqual(one);
    expect((await identityOf(`\n\nTOKEN="${TOKEN}"\n`, { ...exact, startLine: 3 })).fingerprints).toEqual(
      one.fingerprints,
    );
    const whole = { startLine: 1, startColumn: 1, endColumn: 9 + TOKEN.length };
    expect(
      await identityOf(`TOKEN="${TOKEN}"\n`, whole, { rule: { id: 'generic-api-key', title: 't', cwes: [] } }),
    ).toEqual(one);
  });

  test('changes with the family, the name it is given and the path', async () => {
    const one = await identityOf(`TOKEN="${TOKEN}"\n`, exact);
    expect((await identityOf(`TOKEN="${TOKEN}"\n`, exact, { family: 'other' })).fingerprints).not.toEqual(
      one.fingerprints,
    );
    expect((await identityOf(`NAMED="${TOKEN}"\n`, exact)).fingerprints).not.toEqual(one.fingerprints);
  });
});

test('an inline allowance is found, and its reason shows no secret either', async () => {
  const files = { 'a.ts': `x = "${TOKEN}" // gatehouse:allow github-token like ${TOKEN} in the docs\n` };
  const first = { startLine: 1, startColumn: 6, endColumn: 6 + TOKEN.length };
  const from = 6 + TOKEN.length + `" // gatehouse:allow github-token like `.length;
  const second = { startLine: 1, startColumn: from, endColumn: from + TOKEN.length };
  const { results } = await normalizeOver(files, [engineScan([secret('a.ts', first), secret('a.ts', second)])]);
  expect(results[0]?.allowed).toEqual({
    rule: 'github-token',
    reason: `like ${SHOWN} in the docs`,
    path: 'a.ts',
    line: 1,
  });
});
