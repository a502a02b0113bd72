/** The workflow that the README tells people to copy, run as it stands. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { makeFolder, ROOT, removeFolders } from '../e2e/program.ts';
import { act } from './act.ts';
import { testWith } from './installed.ts';
import { CLEAN, commit, FOLDERS, PROBLEMS, repositoryWith } from './vulnerable-repository.ts';
import { PULL_REQUEST } from './workflow-runs.ts';

afterAll(removeFolders);

/** So that packages can be judged without a network. */
const ADVISORY = 'security/advisories/PyPI/GHSA-8q59-q68h-6hv4.json';

/** Stands for wherever Gatehouse lives. */
const REPOSITORY = 'octo/gatehouse';

/** The first workflow of the README, with a repository and a commit where it says to write them. */
function workflowOfReadme(ref: string): string {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const block =
    [...readme.matchAll(/^```yaml\n(.*?)^```$/gms)].find(([, text]) => text?.includes('\njobs:'))?.[1] ?? '';
  return block.replace(/uses: [\w-]+\/gatehouse@.+$/m, `uses: ${REPOSITORY}@${ref}`);
}

describe('the workflow of the README', () => {
  const ref = '3'.repeat(40);

  test('uses Gatehouse by a commit', () => {
    expect(workflowOfReadme(ref)).toContain(`uses: ${REPOSITORY}@${ref}\n`);
  });

  const cases: readonly [string, string, Readonly<Record<string, string>>][] = [
    ['blocks a pull request with problems', 'failure', PROBLEMS],
    ['lets a clean one pass, itself included', 'success', CLEAN],
  ];
  for (const [sentence, result, files] of cases) {
    testWith('act', `${sentence}, as it stands`, async () => {
      const folder = makeFolder({
        ...files,
        '.github/gatehouse.yml': FOLDERS,
        [ADVISORY]: readFileSync(join(ROOT, 'examples/vulnerable-app', ADVISORY), 'utf8'),
        '.github/workflows/gatehouse.yml': workflowOfReadme(ref),
      });
      const gatehouse = repositoryWith({});
      const repositories = { [`${REPOSITORY}@${ref}`]: gatehouse };
      const ran = await act(commit(folder), 'pull_request', { payload: PULL_REQUEST, repositories });
      expect(ran.steps['gatehouse']).toBe(result);
      expect(ran.summary).toMatch(result === 'success' ? /^## ✅ / : /^## ❌ /);
    });
  }
});
