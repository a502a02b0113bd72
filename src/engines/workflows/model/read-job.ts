import {
  entriesOf,
  type PlacedText,
  type PlacedValue,
  textEntriesOf,
  textOf,
  textsOf,
  valueOf,
} from '../document/placed.ts';
import { readPermissions } from './permissions.ts';
import { readSteps, readUses } from './read-step.ts';
import type { Container, Job } from './workflow.ts';

/** One entry of `jobs`. */
export function readJob(id: PlacedText, value: PlacedValue): Job {
  const uses = textOf(value, 'uses');
  const matrix = valueOf(valueOf(value, 'strategy'), 'matrix');
  return {
    id,
    condition: textOf(value, 'if'),
    needs: textsOf(valueOf(value, 'needs')).map((text) => text.value),
    permissions: readPermissions(valueOf(value, 'permissions')),
    environment: valueOf(value, 'environment'),
    runsOn: readLabels(valueOf(value, 'runs-on')),
    containers: readContainers(value),
    env: textEntriesOf(valueOf(value, 'env')),
    matrix,
    steps: readSteps(valueOf(value, 'steps')),
    uses: uses && readUses(uses),
    inputs: textEntriesOf(valueOf(value, 'with')),
    secrets: valueOf(value, 'secrets'),
    shell: textOf(valueOf(valueOf(value, 'defaults'), 'run'), 'shell')?.value,
    value,
  };
}

/** `runs-on: label`, `runs-on: [label, label]` and `runs-on: { group, labels }`. */
function readLabels(value: PlacedValue | undefined): readonly PlacedText[] {
  return value?.kind === 'map' ? textsOf(valueOf(value, 'labels')) : textsOf(value);
}

function readContainers(job: PlacedValue): readonly Container[] {
  const container = valueOf(job, 'container');
  const services = entriesOf(valueOf(job, 'services'));
  return [
    ...(container === undefined ? [] : [readContainer('container', container)]),
    ...services.map((entry) => readContainer(`services.${entry.key.value}`, entry.value)),
  ];
}

function readContainer(name: string, value: PlacedValue): Container {
  const password = textOf(valueOf(value, 'credentials'), 'password');
  return { name, image: value.kind === 'text' ? value : textOf(value, 'image'), password };
}
