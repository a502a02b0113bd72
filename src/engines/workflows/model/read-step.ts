import {
  entryAt,
  type PlacedText,
  type PlacedValue,
  textAt,
  textEntriesOf,
  valueAt,
} from '../../yaml-document/placed.ts';
import { parseUses } from './uses.ts';
import type { Step, Uses } from './workflow.ts';

/** The steps of a job or of a composite action. */
export function readSteps(value: PlacedValue | undefined): readonly Step[] {
  return value?.kind === 'list' ? value.items.map(readStep) : [];
}

/** The value of a `uses` key with what it names. */
export function readUses(text: PlacedText): Uses {
  return { text, reference: parseUses(text.value.trim()) };
}

function readStep(value: PlacedValue, index: number): Step {
  const uses = textAt(value, 'uses');
  const id = textAt(value, 'id')?.value;
  const run = entryAt(value, 'run');
  return {
    id,
    label: textAt(value, 'name')?.value ?? id ?? `step ${index + 1}`,
    condition: textAt(value, 'if'),
    uses: uses && readUses(uses),
    inputs: textEntriesOf(valueAt(value, 'with')),
    run: run?.value.kind === 'text' ? run.value : undefined,
    runKey: run?.key,
    shell: textAt(value, 'shell')?.value,
    env: textEntriesOf(valueAt(value, 'env')),
    hasEnv: valueAt(value, 'env') !== undefined,
    value,
  };
}
