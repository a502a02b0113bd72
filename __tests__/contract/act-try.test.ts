import { writeFileSync } from 'node:fs';
import { test } from '@jest/globals';
import { act } from './act.ts';
import { PROBLEMS, repositoryWith } from './vulnerable-repository.ts';

test('x', async () => {
  const r = await act(repositoryWith(PROBLEMS), 'push');
  writeFileSync('/tmp/acttry/run.json', JSON.stringify({ ...r, everything: undefined }, null, 1));
  writeFileSync('/tmp/acttry/all', r.everything);
});
