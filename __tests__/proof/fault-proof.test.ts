/**
 * The exhaustive fault proof: a run's port calls are recorded, then for every call and every kind of fault that it can have, the run is
 * replayed once. The verdict is the same, or it is not green. Everything is enumerated, nothing sampled, nothing skipped.
 */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { FAULTS, INFALLIBLE } from './faults.ts';
import { type Call, type Replay, replay } from './replay.ts';
import { CATEGORIES } from './scenario.ts';

const SCENARIOS = CATEGORIES.flatMap((category) =>
  [true, false].map((inGit) => ({ category, inGit, where: inGit ? 'in git' : 'outside git' })),
);

// The engines' modules load lazily, once: after that every run makes its calls in the same order.
beforeAll(async () => {
  await replay('secrets', true);
});

const totals = { calls: 0, replays: 0, impossible: 0 };

describe.each(SCENARIOS)('a run whose one blocking finding is in $category, $where', ({ category, inGit }) => {
  test('is red without a fault, for that finding alone, and records the same calls every time', async () => {
    const first = await replay(category, inGit);
    expect(first).toMatchObject({ status: 1, verdict: 'fail', gaps: 0, bug: undefined });
    expect(namesOf(await replay(category, inGit))).toEqual(namesOf(first));
  });

  test('has a row of faults for every call that it makes', async () => {
    const { calls } = await replay(category, inGit);
    const unknown = calls
      .map(({ method }) => method)
      .filter((method) => FAULTS[method] === undefined && INFALLIBLE[method] === undefined);
    expect([...new Set(unknown)]).toEqual([]);
  });

  test('is never green, and never a bug, whatever goes wrong at any one call', async () => {
    const { calls } = await replay(category, inGit);
    const wrong: string[] = [];
    for (const [at, call] of calls.entries()) {
      totals.calls += 1;
      for (const fault of FAULTS[call.method] ?? []) {
        if (fault.notFor?.isSo(call.args) === true) {
          totals.impossible += 1;
          continue;
        }
        const replayed = await replay(category, inGit, { at, fault });
        totals.replays += 1;
        const problem = problemOf(replayed, call, at);
        if (problem !== undefined) wrong.push(`${at} ${call.method}(${shown(call)}) ${fault.name}: ${problem}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 120_000);
});

test('the number of replays is told', () => {
  const { calls, replays, impossible } = totals;
  process.stdout.write(
    `fault proof: ${calls} calls in ${SCENARIOS.length} runs, ${replays} replays with one fault each, 0 skipped (${impossible} faults cannot happen: content of the scanned tree)\n`,
  );
  expect(replays).toBeGreaterThan(calls);
});

function problemOf({ status, bug, calls }: Replay, call: Call, at: number): string | undefined {
  if (bug !== undefined) return `a bug: ${bug instanceof Error ? bug.stack : String(bug)}`;
  if (calls[at]?.method !== call.method) return 'the replay took another way before the fault';
  return status === 0 ? 'GREEN' : undefined;
}

function namesOf({ calls }: Replay): readonly string[] {
  return calls.map((call) => `${call.method}(${shown(call)})`);
}

function shown({ args }: Call): string {
  const [first] = args;
  if (typeof first === 'string') return first;
  if (typeof first !== 'object' || first === null) return '';
  return 'url' in first ? String(first.url) : 'file' in first ? String(first.file) : '';
}
