import type { Region } from '../../../model/location.ts';
import type { PlacedText, PlacedValue, TextEntry } from '../../yaml-document/placed.ts';
import type { Permissions } from './permissions.ts';
import type { UsesReference } from './uses.ts';

/** What a file is to GitHub. */
export type Automation = Workflow | Action;

/** `.github/workflows/*.yml` (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax). */
export interface Workflow {
  readonly kind: 'workflow';
  readonly triggers: readonly Trigger[];
  readonly permissions: Permissions | undefined;
  readonly env: readonly TextEntry[];
  readonly shell: string | undefined;
  readonly jobs: readonly Job[];
  /** `inputs` of `workflow_call` and `workflow_dispatch`. */
  readonly inputs: readonly Input[];
  readonly root: PlacedValue;
}

/** `action.yml` (https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax). */
export interface Action {
  readonly kind: 'action';
  readonly inputs: readonly Input[];
  /** Of a composite action. */
  readonly steps: readonly Step[];
  /** `runs.image` of a Docker action. */
  readonly image: PlacedText | undefined;
  readonly root: PlacedValue;
}

/** An event that starts a workflow. */
export interface Trigger {
  readonly name: string;
  readonly region: Region;
  /** `types`, `branches`, `tags`, … */
  readonly options: PlacedValue | undefined;
}

export interface Input {
  readonly name: string;
  /** `string` where nothing is said. */
  readonly type: string;
}

export interface Job {
  readonly id: PlacedText;
  readonly condition: PlacedText | undefined;
  readonly needs: readonly string[];
  readonly permissions: Permissions | undefined;
  readonly environment: PlacedValue | undefined;
  readonly runsOn: readonly PlacedText[];
  readonly containers: readonly Container[];
  readonly env: readonly TextEntry[];
  /** Everything that `strategy.matrix` holds. */
  readonly matrix: PlacedValue | undefined;
  readonly steps: readonly Step[];
  /** A reusable workflow that this job calls. */
  readonly uses: Uses | undefined;
  /** The call's `with`. */
  readonly inputs: readonly TextEntry[];
  readonly secrets: PlacedValue | undefined;
  readonly shell: string | undefined;
  readonly value: PlacedValue;
}

/** `container` or one of `services`. */
export interface Container {
  /** `container` or `services.NAME`. */
  readonly name: string;
  readonly image: PlacedText | undefined;
  readonly password: PlacedText | undefined;
}

export interface Step {
  readonly id: string | undefined;
  /** What to call it in a message: its name, its id, or `step 3`. */
  readonly label: string;
  readonly condition: PlacedText | undefined;
  readonly uses: Uses | undefined;
  /** The step's `with`. */
  readonly inputs: readonly TextEntry[];
  readonly run: PlacedText | undefined;
  /** The key `run`, for patches that put something before it. */
  readonly runKey: PlacedText | undefined;
  readonly shell: string | undefined;
  readonly env: readonly TextEntry[];
  readonly hasEnv: boolean;
  readonly value: PlacedValue;
}

export interface Uses {
  readonly text: PlacedText;
  readonly reference: UsesReference;
}

/** The value of a step's or call's input, by name without regard to case as GitHub does. */
export function inputOf(inputs: readonly TextEntry[], name: string): PlacedText | undefined {
  return inputs.find((entry) => entry.key.value.toLowerCase() === name.toLowerCase())?.value;
}

/** Whether a step uses this action, `owner/repo` or `owner/repo/path` in lower case. */
export function usesAction(step: Step, name: string): boolean {
  const reference = step.uses?.reference;
  return reference?.kind === 'repository' && reference.name === name;
}
