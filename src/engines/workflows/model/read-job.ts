import {
  entriesOf,
  type PlacedText,
  type PlacedValue,
  textAt,
  textEntriesOf,
  textsAt,
  valueAt,
} from '../../yaml-document/placed.ts';
import { readPermissions } from './permissions.ts';
import { readSteps, readUses } from './read-step.ts';
import type { Container, Job } from './workflow.ts';

/** One entry of `jobs`. */
export function readJob(id: PlacedText, value: PlacedValue): Job {
  const uses = textAt(value, 'uses');
  const matrix = valueAt(valueAt(value, 'strategy'), 'matrix');
  return {
    id,
    condition: textAt(value, 'if'),
    needs: textsAt(valueAt(value, 'needs')).map((text) => text.value),
    permissions: readPermissions(valueAt(value, 'permissions')),
    environment: valueAt(value, 'environment'),
    runsOn: readLabels(valueAt(value, 'runs-on')),
    containers: readContainers(value),
    env: textEntriesOf(valueAt(value, 'env')),
    matrix,
    steps: readSteps(valueAt(value, 'steps')),
    uses: uses && readUses(uses),
    inputs: textEntriesOf(valueAt(value, 'with')),
    secrets: valueAt(value, 'secrets'),
    shell: textAt(valueAt(valueAt(value, 'defaults'), 'run'), 'shell')?.value,
    value,
  };
}

/** `runs-on: label`, `runs-on: [label, label]` and `runs-on: { group, labels }`. */
function readLabels(value: PlacedValue | undefined): readonly PlacedText[] {
  return value?.kind === 'map' ? textsAt(valueAt(value, 'labels')) : textsAt(value);
}

function readContainers(job: PlacedValue): readonly Container[] {
  const container = valueAt(job, 'container');
  const services = entriesOf(valueAt(job, 'services'));
  return [
    ...(container === undefined ? [] : [readContainer('container', container)]),
    ...services.map((entry) => readContainer(`services.${entry.key.value}`, entry.value)),
  ];
}

function readContainer(name: string, value: PlacedValue): Container {
  const password = textAt(valueAt(value, 'credentials'), 'password');
  return { name, image: value.kind === 'text' ? value : textAt(value, 'image'), password };
}
