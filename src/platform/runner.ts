import { messageOf, PlatformError } from '../model/errors.ts';
import { printable } from '../model/text.ts';
import type { Annotation, Runner } from '../ports/runner.ts';
import type { Environment } from './environment.ts';

/** What the runner masks must be long enough not to turn half of the log into stars. */
const SHORTEST_MASK = 8;

/**
 * The GitHub runner, through @actions/core, which escapes what it writes. Where the runner gives no file for outputs or the summary (or
 * there is no runner at all), they have nowhere to go and are dropped.
 */
export async function createRunner(env: Environment): Promise<Runner> {
  const core = await import('@actions/core');
  return {
    input: (name) => core.getInput(name) || undefined,
    async setOutput(name, value) {
      if (!env.GITHUB_OUTPUT) return;
      try {
        core.setOutput(name, value);
      } catch (error) {
        throw new PlatformError('failed', `the output ${name} could not be set: ${printable(messageOf(error))}`, {
          cause: error,
        });
      }
    },
    annotate(annotation) {
      core[annotation.level](annotation.message, properties(annotation));
    },
    async appendSummary(markdown) {
      if (!env.GITHUB_STEP_SUMMARY) return;
      try {
        await core.summary.addRaw(markdown, true).write();
      } catch (error) {
        core.summary.emptyBuffer();
        throw new PlatformError('failed', `the job summary could not be written: ${printable(messageOf(error))}`, {
          cause: error,
        });
      }
    },
    mask(value) {
      // Outside Actions nobody swallows the command: it would print the secret.
      if (env.GITHUB_ACTIONS !== 'true') return;
      for (const line of value.split(/\r\n|\r|\n/)) if (line.trim().length >= SHORTEST_MASK) core.setSecret(line);
    },
  };
}

/** Only what is known: the library would write a missing number as the word undefined. */
function properties({ title, path, startLine, endLine, startColumn, endColumn }: Annotation) {
  return {
    ...(title !== '' && { title }),
    ...(path !== undefined && { file: path }),
    ...(startLine !== undefined && { startLine }),
    ...(endLine !== undefined && { endLine }),
    ...(startColumn !== undefined && { startColumn }),
    ...(endColumn !== undefined && { endColumn }),
  };
}
