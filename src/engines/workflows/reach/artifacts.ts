import type { Region } from '../../../model/location.ts';
import { inputOf, type Step, usesAction } from '../model/workflow.ts';

/** Where a step fetches what another run left behind. */
export interface ArtifactDownload {
  readonly region: Region;
  /** The folder that it is unpacked to, relative to the workspace; empty for the workspace itself, `outside` where it is none of it. */
  readonly folder: string;
}

/** https://cli.github.com/manual/gh_run_download */
const COMMAND = /\bgh\s+run\s+download\b[^\n;|&]{0,300}/;
const COMMAND_FOLDER = /(?:\s-D|\s--dir)[ =]+["']?([^\s"']+)/;

/**
 * The artifacts of another run that a step fetches; `undefined` if it fetches none. Without `run-id` actions/download-artifact takes
 * those of its own run (https://github.com/actions/download-artifact#download-artifacts-from-other-workflow-runs-or-repositories).
 */
export function artifactDownloadOf(step: Step): ArtifactDownload | undefined {
  const uses = step.uses;
  const isOwn = usesAction(step, 'actions/download-artifact') && inputOf(step.inputs, 'run-id') !== undefined;
  if (uses !== undefined && (isOwn || usesAction(step, 'dawidd6/action-download-artifact')))
    return { region: uses.text.region, folder: folderOf(inputOf(step.inputs, 'path')?.value ?? '') };
  const script = usesAction(step, 'actions/github-script') ? inputOf(step.inputs, 'script') : undefined;
  const call = script?.value.indexOf('.downloadArtifact(') ?? -1;
  if (script !== undefined && call !== -1)
    return { region: script.regionOf(call, call + '.downloadArtifact('.length), folder: '' };
  const command = step.run === undefined ? null : COMMAND.exec(step.run.value);
  if (step.run === undefined || command === null) return undefined;
  const text = command[0].trimEnd();
  return {
    region: step.run.regionOf(command.index, command.index + text.length),
    folder: folderOf(COMMAND_FOLDER.exec(text)?.[1] ?? ''),
  };
}

function folderOf(path: string): string {
  const plain = path.trim().replace(/^\$\{\{\s*github\.workspace\s*\}\}\/?|^\$GITHUB_WORKSPACE\/?/i, '');
  if (/^(?:\/|~|\$\{?RUNNER_TEMP|\$\{\{\s*runner\.temp)/i.test(plain)) return plain;
  return plain.replace(/^(?:\.\/)+|^\.$|\/+$/g, '');
}
