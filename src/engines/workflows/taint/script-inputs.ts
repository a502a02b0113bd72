import * as z from 'zod';
import data from '../../../../rules/workflows/data/script-inputs.yml';
import type { PlacedText } from '../../yaml-document/placed.ts';
import type { DefaultShell } from '../model/shell.ts';
import type { Step } from '../model/workflow.ts';

/** The language of a script, as far as it decides how a variable of the environment is read in it. */
export type Language = 'shell' | 'powershell' | 'cmd' | 'javascript' | 'python';

/** A text of a step that is run as a program. */
export interface Script {
  readonly text: PlacedText;
  readonly language: Language;
  /** `run` or the action's input. */
  readonly key: string;
  /** A `run` that is certain to be read by bash or sh. */
  readonly isPosixShell: boolean;
}

const schema = z.strictObject({
  inputs: z.array(
    z.strictObject({
      action: z.string().regex(/^[a-z0-9-]+\/[a-z0-9._-]+$/),
      input: z.string().regex(/^[a-z_-]+$/),
      language: z.enum(['shell', 'powershell', 'javascript', 'python']),
      source: z.url({ protocol: /^https$/ }),
    }),
  ),
});

export type ScriptInput = z.infer<typeof schema>['inputs'][number];

let known: readonly ScriptInput[] | undefined;

/** The list of `rules/workflows/data/script-inputs.yml`, parsed once. */
export function scriptInputs(): readonly ScriptInput[] {
  known ??= schema.parse(data).inputs;
  return known;
}

/** All that a step runs as a program. */
export function scriptsOf(step: Step, shell: DefaultShell): readonly Script[] {
  const run = step.run === undefined ? [] : [runOf(step.run, step.shell, shell)];
  const reference = step.uses?.reference;
  if (reference?.kind !== 'repository') return run;
  const inputs = scriptInputs().filter((input) => input.action === reference.name);
  return inputs.flatMap(({ input, language }) =>
    step.inputs
      .filter((entry) => entry.key.value.toLowerCase() === input)
      .map((entry) => ({ text: entry.value, language, key: entry.key.value, isPosixShell: false })),
  );
}

function runOf(text: PlacedText, ownShell: string | undefined, shell: DefaultShell): Script {
  const language = languageOf(ownShell ?? shell.name);
  const isNamed = /^(bash|sh)\b/.test(ownShell ?? shell.name ?? 'bash');
  return { text, language, key: 'run', isPosixShell: isNamed && (ownShell !== undefined || shell.isCertain) };
}

/** What `shell` names (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell). */
function languageOf(shell: string | undefined): Language {
  const program = shell?.trim().split(/\s/)[0]?.toLowerCase();
  if (program === 'pwsh' || program === 'powershell') return 'powershell';
  if (program === 'cmd' || program === 'python') return program;
  return program === 'node' ? 'javascript' : 'shell';
}
