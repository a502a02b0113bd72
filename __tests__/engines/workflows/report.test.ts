import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { createWorkflowsEngine } from '../../../src/engines/workflows/engine.ts';

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
  expect(lines.join('\n')).toBe(readFileSync(fixture('neglected.txt'), 'utf8'));
});
