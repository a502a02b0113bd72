import { entriesOf, entryAt, type PlacedEntry, type PlacedValue, valueAt } from '../yaml-document/placed.ts';
import { kindOfPath } from './wants.ts';

/** Why what is plain YAML could not be judged in part: something is not of the kind that GitHub wants there. One clause; none for other programs' files. */
export function shapeProblem(path: string, root: PlacedValue): string | undefined {
  switch (kindOfPath(path)) {
    case 'workflow':
      return jobsProblem(root);
    case 'action':
      return stepsProblem(valueAt(root, 'runs'));
    case 'dependabot':
      return wrongAt(entryAt(root, 'updates'), 'list');
    case 'other':
      return undefined;
  }
}

function jobsProblem(root: PlacedValue): string | undefined {
  const jobs = entryAt(root, 'jobs');
  const wrong = wrongAt(jobs, 'map');
  if (wrong !== undefined) return wrong;
  for (const job of entriesOf(jobs?.value)) {
    const problem = wrongAt(job, 'map') ?? stepsProblem(job.value);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function stepsProblem(owner: PlacedValue | undefined): string | undefined {
  const steps = entryAt(owner, 'steps');
  const wrong = wrongAt(steps, 'list');
  if (wrong !== undefined || steps?.value.kind !== 'list') return wrong;
  const step = steps.value.items.find(({ kind }) => kind === 'list' || kind === 'text');
  return step && `the step at line ${step.region.startLine} is no map`;
}

/** Nothing at all is no mistake of kind. */
function wrongAt(entry: PlacedEntry | undefined, expected: 'map' | 'list'): string | undefined {
  if (entry === undefined || entry.value.kind === expected || entry.value.kind === 'empty') return undefined;
  return `"${entry.key.value.slice(0, 40)}" at line ${entry.key.region.startLine} is no ${expected}`;
}
