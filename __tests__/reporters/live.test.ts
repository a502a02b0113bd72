import { describe, expect, test } from '@jest/globals';
import stringWidth from 'string-width';
import type { RunEvent } from '../../src/model/run-event.ts';
import type { ScanStatus } from '../../src/model/scan-status.ts';
import { renderEnded, renderLive } from '../../src/reporters/live/live.ts';
import { beginLive, followRun, type LiveState } from '../../src/reporters/live/state.ts';
import { expectGolden } from '../support/golden.ts';
import { HOSTILE_TEXTS } from '../support/outcomes.ts';
import { stripColours, terminalEscapes, workflowCommands } from '../support/reporting.ts';

type At = readonly [elapsedMs: number, event: RunEvent];

const PLANNED: RunEvent = {
  kind: 'planned',
  profile: 'recommended',
  files: { count: 214, bytes: 1_304_220 },
  parallel: 2,
  scans: [
    { scanner: 'gatehouse-secrets', category: 'secrets', origin: 'embedded' },
    { scanner: 'osv-scanner', category: 'sca', origin: 'path' },
    { scanner: 'semgrep', category: 'sast', origin: 'path' },
    { scanner: 'checkov', category: 'iac', origin: 'path' },
    { scanner: 'gatehouse-container', category: 'container', origin: 'embedded' },
  ],
};

const ended = (scanner: string, status: ScanStatus, durationMs: number, results = 0): RunEvent => ({
  kind: 'ended',
  scanner,
  status,
  results,
  durationMs,
});

const RUN: readonly At[] = [
  [0, PLANNED],
  [10, { kind: 'started', scanner: 'gatehouse-secrets' }],
  [20, { kind: 'started', scanner: 'osv-scanner' }],
  [320, ended('gatehouse-secrets', { state: 'ok' }, 310, 4)],
  [330, { kind: 'started', scanner: 'semgrep', expectedMs: 12_000 }],
  [1120, ended('osv-scanner', { state: 'ok' }, 1100, 1234)],
  [1130, { kind: 'started', scanner: 'checkov' }],
];

function follow(events: readonly At[]): LiveState {
  return events.reduce((state, [elapsedMs, event]) => followRun(state, event, elapsedMs), beginLive('0.1.0'));
}

describe('the live lines', () => {
  test.each([60, 80, 120])('read well in the middle of a run at %i columns', (columns) => {
    expectGolden(
      new URL(`__fixtures__/live/running-${columns}.txt`, import.meta.url),
      `${renderLive(follow(RUN), 8_900, columns).join('\n')}\n`,
    );
  });

  test('read well when scanners failed', () => {
    const state = follow([
      ...RUN,
      [9_000, ended('semgrep', { state: 'timed-out', why: 'timed out after 120 s' }, 120_000)],
      [9_000, ended('checkov', { state: 'failed', why: 'ended with status 2 and no report' }, 900)],
      [9_000, ended('gatehouse-container', { state: 'skipped', why: 'no image named' }, 0)],
      [9_000, ended('zizmor', { state: 'unavailable', why: 'is not installed', remedy: 'pip install zizmor' }, 0)],
    ]);
    expectGolden(
      new URL('__fixtures__/live/failed-80.txt', import.meta.url),
      `${renderLive(state, 9_000, 80).join('\n')}\n`,
    );
  });

  test('say what goes on before the plan is there', () => {
    expect(renderLive(beginLive('0.1.0'), 0, 80)).toEqual(['gatehouse 0.1.0 · looking at the files']);
  });

  test('say how long a scanner has run, and drop an estimate that was wrong', () => {
    const semgrep = (elapsedMs: number) =>
      renderLive(follow(RUN), elapsedMs, 80)
        .find((line) => line.includes('semgrep'))
        ?.split(/ {2,}/)
        .at(-1);
    expect(semgrep(8_400)).toBe('8 s of about 12 s');
    expect(semgrep(12_400)).toBe('12 s');
    expect(semgrep(0)).toBe('0 s of about 12 s');
  });

  test.each([40, 60, 80])('are never wider than %i columns', (columns) => {
    const scans = HOSTILE_TEXTS.map((scanner, at) => ({
      scanner: `${scanner}${at}`,
      category: 'supply-chain' as const,
      origin: 'configuration' as const,
    }));
    const state = follow([
      [0, { ...PLANNED, scans }],
      ...scans.map(({ scanner }): At => [1, ended(scanner, { state: 'failed', why: `${scanner} `.repeat(20) }, 1)]),
    ]);
    for (const line of renderLive(state, 10, columns)) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
  });

  test('are the same with colours and without', () => {
    const coloured = renderLive(follow(RUN), 8_900, 80, true);
    expect(coloured.join('')).toContain('\u001b[');
    expect(coloured.map(stripColours)).toEqual(renderLive(follow(RUN), 8_900, 80));
  });
});

describe('following a run', () => {
  test('never changes the state it was given', () => {
    const before = follow(RUN);
    const copy = structuredClone(before);
    followRun(before, ended('semgrep', { state: 'ok' }, 5), 10);
    expect(before).toEqual(copy);
  });

  test('keeps the order of the plan', () => {
    expect(follow(RUN).rows.map(({ scanner }) => scanner)).toEqual(
      PLANNED.kind === 'planned' ? PLANNED.scans.map(({ scanner }) => scanner) : [],
    );
  });

  test('shows a scanner that ended without having been planned', () => {
    const state = follow([
      ...RUN,
      [9, ended('zizmor', { state: 'unavailable', why: 'is not installed', remedy: 'pip install zizmor' }, 0)],
    ]);
    expect(renderLive(state, 9, 80).at(-1)).toMatch(/^ {2}! +zizmor +is not installed$/);
  });
});

describe('the line for a log', () => {
  const { rows } = follow(RUN);

  test.each([
    ['found something', { state: 'ok' } as const, '✔ sca           osv-scanner       3 results   1.1 s'],
    [
      'was skipped',
      { state: 'skipped', why: 'nothing here for it' } as const,
      '· sca           osv-scanner  nothing here for it',
    ],
    [
      'failed',
      { state: 'failed', why: 'ended with status 2' } as const,
      '✖ sca           osv-scanner  ended with status 2',
    ],
    [
      'timed out',
      { state: 'timed-out', why: 'timed out after 120 s' } as const,
      '✖ sca           osv-scanner  timed out after 120 s',
    ],
    [
      'is missing',
      { state: 'unavailable', why: 'is not installed', remedy: 'x' } as const,
      '! sca           osv-scanner  is not installed',
    ],
  ])('of a scanner that %s', (_, status, line) => {
    expect(renderEnded({ kind: 'ended', scanner: 'osv-scanner', status, results: 3, durationMs: 1100 }, rows)).toBe(
      line,
    );
  });

  test('of one result does not say results', () => {
    expect(
      renderEnded({ kind: 'ended', scanner: 'a', status: { state: 'ok' }, results: 1, durationMs: 20_400 }, rows),
    ).toMatch(/ 1 result {5}20 s$/);
  });

  test('stands in one column with those of all other scanners of the run', () => {
    const scans = [
      { scanner: 'gatehouse-workflows', category: 'supply-chain', origin: 'embedded' },
      { scanner: 'a-scanner-of-my-own', category: 'iac', origin: 'configuration' },
    ] as const;
    const planned = follow([[0, { ...PLANNED, scans }]]).rows;
    const end = (scanner: string, status: ScanStatus, durationMs: number, results: number) =>
      renderEnded({ kind: 'ended', scanner, status, results, durationMs }, planned);
    expect([
      end('gatehouse-workflows', { state: 'ok' }, 14_200, 1),
      end('a-scanner-of-my-own', { state: 'ok' }, 300, 1234),
      end('a-scanner-of-my-own', { state: 'skipped', why: 'nothing here for it' }, 0, 0),
    ]).toEqual([
      '✔ supply-chain  embedded                  1 result     14 s',
      '✔ iac           a-scanner-of-my-own   1,234 results   0.3 s',
      '· iac           a-scanner-of-my-own  nothing here for it',
    ]);
  });

  test.each(HOSTILE_TEXTS)('is one harmless line for a scanner that says %j', (text) => {
    const line = renderEnded(
      {
        kind: 'ended',
        scanner: text,
        status: { state: 'failed', why: text },
        results: 0,
        durationMs: 1,
      },
      rows,
    );
    expect(line).not.toContain('\n');
    expect(workflowCommands(line)).toEqual([]);
    expect(terminalEscapes(line)).toEqual([]);
  });
});
