import { entriesOf, type PlacedValue, textAt, textEntriesOf, textsAt, valueAt } from '../../yaml-document/placed.ts';
import { readPermissions } from './permissions.ts';
import { readJob } from './read-job.ts';
import { readSteps } from './read-step.ts';
import type { Action, Input, Trigger, Workflow } from './workflow.ts';

/** A workflow from its YAML; `undefined` if it has no jobs, without which GitHub runs nothing. */
export function readWorkflow(root: PlacedValue): Workflow | undefined {
  const jobs = entriesOf(valueAt(root, 'jobs'));
  if (jobs.length === 0) return undefined;
  const triggers = readTriggers(valueAt(root, 'on'));
  return {
    kind: 'workflow',
    triggers,
    permissions: readPermissions(valueAt(root, 'permissions')),
    env: textEntriesOf(valueAt(root, 'env')),
    shell: textAt(valueAt(valueAt(root, 'defaults'), 'run'), 'shell')?.value,
    jobs: jobs.map((entry) => readJob(entry.key, entry.value)),
    inputs: triggers.flatMap((trigger) => readInputs(valueAt(trigger.options, 'inputs'))),
    root,
  };
}

/** An action from its metadata; `undefined` if it says nothing about what it runs, as other programs' `action.yml` do not. */
export function readAction(root: PlacedValue): Action | undefined {
  const runs = valueAt(root, 'runs');
  if (runs?.kind !== 'map') return undefined;
  return {
    kind: 'action',
    inputs: readInputs(valueAt(root, 'inputs')),
    steps: readSteps(valueAt(runs, 'steps')),
    image: textAt(runs, 'using')?.value.toLowerCase() === 'docker' ? textAt(runs, 'image') : undefined,
    root,
  };
}

/** `on: push`, `on: [push]` and `on: { push: … }`. */
function readTriggers(value: PlacedValue | undefined): readonly Trigger[] {
  if (value?.kind === 'map') {
    return value.entries.map(({ key, value: options }) => ({ name: key.value, region: key.region, options }));
  }
  return textsAt(value).map((text) => ({ name: text.value, region: text.region, options: undefined }));
}

function readInputs(value: PlacedValue | undefined): readonly Input[] {
  return entriesOf(value).map(({ key, value: options }) => ({
    name: key.value.toLowerCase(),
    type: textAt(options, 'type')?.value ?? 'string',
  }));
}
