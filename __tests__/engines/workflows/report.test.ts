import { readFileSync } from 'node:fs';
import { test } from '@jest/globals';
import { createWorkflowsEngine } from '../../../src/engines/workflows/engine.ts';
import { expectGolden } from '../../support/golden.ts';

const fixture = (name: string) => new URL(`./__fixtures__/${name}`, import.meta.url);

test('a neglected workflow reads as the golden file shows it, worst news with the reason and the way out', () => {
  const { results } = createWorkflowsEngine().scan(
    '.github/workflows/neglected.yml',
    readFileSync(fixture('neglected.yml')),
  );
  const lines = results.map(({ claims, region, rule, message, remediation }) =>
    [
      `${claims.rule} ${region?.startLine}:${region?.startColumn} ${rule.id}`,
      `  ${message}`,
      `  Fix: ${remediation?.text}`,
      '',
    ].join('\n'),
  );
  expectGolden(fixture('neglected.txt'), lines.join('\n'));
});
