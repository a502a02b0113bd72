import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect } from '@jest/globals';
import { programOf } from '../../scripts/scanners-list.js';
import type { Outcome } from '../../src/model/outcome.ts';
import { writeSarif } from '../../src/sarif/write.ts';
import { blockingOutcome, cleanOutcome, hostileOutcome, outcomeOf, scan } from '../support/outcomes.ts';
import { testWith } from './installed.ts';

/** What the validator has to say that is more than advice: rule, level and place of each. */
function complaintsAbout(log: string): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-validate-'));
  try {
    const file = join(folder, 'written.sarif');
    const output = join(folder, 'verdict.sarif');
    writeFileSync(file, log);
    const args = ['validate', file, '--output', output, '--level', 'Error;Warning', '--rule-kind', 'Sarif'];
    const { status, stdout, stderr } = spawnSync(programOf('sarif-multitool'), args, { encoding: 'utf8' });
    if (status !== 0 && status !== 1) throw new Error(`sarif-multitool ended with ${status}: ${stdout} ${stderr}`);
    const { runs } = JSON.parse(readFileSync(output, 'utf8').replace(/^\ufeff/, ''));
    return runs[0].results.map(
      (result: { ruleId: string; level?: string; message: { arguments?: readonly string[] } }) =>
        `${result.ruleId} ${result.level ?? 'warning'}: ${result.message.arguments?.join(' ')}`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('sarif-multitool has nothing to complain about', () => {
  const cases: readonly [string, Outcome][] = [
    ['a clean run', cleanOutcome()],
    ['a run that blocks', blockingOutcome()],
    ['a run with nothing to say at all', outcomeOf([], { scans: [] })],
    ['hostile texts', { ...hostileOutcome(), scans: [scan('gatehouse-sast', 'sast')] }],
  ];
  for (const [name, outcome] of cases) {
    testWith('sarif-multitool', `in ${name}`, () => {
      expect(complaintsAbout(writeSarif(outcome, { informationUri: 'https://example.com/' }))).toEqual([]);
    });
  }

  testWith('sarif-multitool', 'unless there is something', () => {
    const broken = writeSarif(blockingOutcome()).replaceAll('"startLine"', '"endLine"');
    expect(complaintsAbout(broken)).not.toEqual([]);
  });
});
