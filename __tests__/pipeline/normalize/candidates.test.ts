import { describe, expect, test } from '@jest/globals';
import { contributionOf } from '../../../src/pipeline/normalize/candidates.ts';
import { externalScanner, ownScanner } from '../../support/scanners.ts';
import { engineScan, entry, finished, plainScanner, sarif, secret } from './finished.ts';

const AT = { startLine: 1 };

describe('what a finished scan contributes', () => {
  test('of an engine is taken as it is', () => {
    const result = secret('a.ts', AT);
    const contribution = contributionOf(
      engineScan([result], { notes: ['n'], notLookedAt: [{ path: 'b', why: 'binary' }] }),
    );
    expect(contribution).toMatchObject({
      candidates: [{ reported: result, unit: 'utf-16', otherPath: undefined }],
      status: { state: 'ok' },
      repairs: [],
      notes: ['n'],
      notLookedAt: [{ path: 'b', why: 'binary' }],
    });
  });

  test('of an external scanner goes through its adapter, and gets the category of the scanner', () => {
    const scanner = plainScanner({ category: 'iac' });
    const { candidates } = contributionOf(finished(scanner, sarif({ results: [entry('a', AT), entry('b', AT)] })));
    expect(candidates.map(({ reported }) => [reported.path, reported.category])).toEqual([
      ['a', 'iac'],
      ['b', 'iac'],
    ]);
  });

  test('leaves out what the adapter says is no result', () => {
    const scanner = externalScanner('acme', { adapt: () => undefined });
    expect(contributionOf(finished(scanner, sarif({ results: [entry('a', AT)] })))).toMatchObject({
      candidates: [],
      status: { state: 'ok' },
    });
  });

  test('gives the adapter the target that the scanner had', () => {
    const seen: unknown[] = [];
    const adapt = (_result: unknown, target: unknown) => {
      seen.push(target);
      return undefined;
    };
    contributionOf(finished(externalScanner('acme', { adapt }), sarif({ results: [entry('a', AT)] })));
    expect(seen).toEqual([{ root: '/repo', files: [], output: '/private/report.sarif', scratch: '/private' }]);
  });

  test('joins all runs of a report, and one failed run is enough for the scan to have failed', () => {
    const log = {
      version: '2.1.0',
      runs: [
        { tool: { driver: { name: 'a' } }, results: [entry('a', AT)] },
        {
          tool: { driver: { name: 'b' } },
          results: [entry('b', AT)],
          invocations: [{ executionSuccessful: false, exitCodeDescription: 'out of memory' }],
        },
      ],
    };
    const report = { ...sarif({}), bytes: Buffer.from(JSON.stringify(log)) };
    const contribution = contributionOf(finished(plainScanner(), report));
    expect(contribution.candidates).toHaveLength(2);
    expect(contribution.status).toEqual({ state: 'failed', why: 'reports that it did not succeed: out of memory' });
  });

  test('keeps the other spelling of a path only where the adapter left the choice open', () => {
    const report = sarif({ results: [entry('a%20b', AT)] });
    expect(contributionOf(finished(plainScanner(), report)).candidates[0]).toMatchObject({
      otherPath: 'a%20b',
      reported: { path: 'a b' },
    });
    expect(contributionOf(finished(plainScanner({}, { path: 'own' }), report)).candidates[0]).toMatchObject({
      otherPath: undefined,
    });
    expect(contributionOf(finished(ownScanner('own', []), report)).candidates[0]).toMatchObject({ otherPath: 'a%20b' });
  });

  test('makes every text of a notification one printable clause', () => {
    const notification = { level: 'error', message: { text: 'bad\u001b[31m\n  thing.' } };
    const run = {
      results: [],
      invocations: [{ executionSuccessful: true, toolExecutionNotifications: [notification, notification] }],
    };
    expect(contributionOf(finished(plainScanner(), sarif(run))).notes).toEqual(['bad\\x1b[31m thing']);
  });
});
