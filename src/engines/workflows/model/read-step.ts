import { entryOf, type PlacedText, type PlacedValue, textEntriesOf, textOf, valueOf } from '../document/placed.ts';
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
  const uses = textOf(value, 'uses');
  const id = textOf(value, 'id')?.value;
  const run = entryOf(value, 'run');
  return {
    id,
    label: textOf(value, 'name')?.value ?? id ?? `step ${index + 1}`,
    condition: textOf(value, 'if'),
    uses: uses && readUses(uses),
    inputs: textEntriesOf(valueOf(value, 'with')),
    run: run?.value.kind === 'text' ? run.value : undefined,
    runKey: run?.key,
    shell: textOf(value, 'shell')?.value,
    env: textEntriesOf(valueOf(value, 'env')),
    hasEnv: valueOf(value, 'env') !== undefined,
    value,
  };
}
