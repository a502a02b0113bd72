import rule from '../../../../rules/workflows/untrusted-artifact.yml';
import type { Severity } from '../../../model/severity.ts';
import { printable, shorten } from '../../../model/text.ts';
import { remembering } from '../../remember.ts';
import type { Audit, AuditResult } from '../audit.ts';
import type { Job, Step, Workflow } from '../model/workflow.ts';
import { type ArtifactDownload, artifactDownloadOf } from '../reach/artifacts.ts';
import { triggerOf } from '../reach/events.ts';
import { firstExecutionAfter } from '../reach/execution.ts';
import { describePower, isPowerful, powerOfJob } from '../reach/power.ts';
import { reachOf, type Site, sitesOf } from '../reach/reach.ts';
import { environmentWrites } from '../taint/environment-writes.ts';

/** What a pull request's run left behind, run or made a part of the environment where the repository's token and secrets are. */
export const untrustedArtifact: Audit = {
  rule,
  examine: (automation) =>
    automation.kind === 'action' || triggerOf(automation, 'workflow_run') === undefined
      ? []
      : sitesOf(automation).flatMap((site) => examineSite(automation, site)),
};

function examineSite(workflow: Workflow, site: Site): readonly AuditResult[] {
  const download = artifactDownloadOf(site.step);
  const reach = download === undefined ? 'closed' : reachOf(site, 'workflow_run');
  if (download === undefined || reach === 'closed') return [];
  const use = useOf(site, download);
  if (use === undefined) return [];
  const power = powerOfJob(workflow, site.job);
  const severity: Severity = reach === 'gated' || !isPowerful(power) ? 'medium' : 'high';
  const label = shorten(printable(use.step.label), 40);
  const message = `on workflow_run this fetches what the run of a pull request left behind, and "${label}" ${use.what}, ${describePower(power)}`;
  return [{ region: download.region, message, severity }];
}

function useOf({ job, step }: Site, { folder }: ArtifactDownload): Use | undefined {
  const reader = readersFrom(job).get(step);
  if (reader !== undefined) return { step: reader, what: 'sets variables of later steps from it' };
  const runner = folder === '' ? firstExecutionAfter(job, step) : runnerIn(job, step, folder);
  return runner === undefined ? undefined : { step: runner, what: 'runs what lies there' };
}

interface Use {
  readonly step: Step;
  readonly what: string;
}

/** For every step of a job the first from it on that sets variables from a file; made from the end so that each is looked at once. */
const readersFrom = remembering((job: Job): ReadonlyMap<Step, Step> => {
  const readers = new Map<Step, Step>();
  let next: Step | undefined;
  for (const step of [...job.steps].reverse()) {
    if (setsVariablesFromFile(step)) next = step;
    if (next !== undefined) readers.set(step, next);
  }
  return readers;
});

/** A job that unpacks to more folders than these is looked at as if it unpacked to the workspace: a hostile file has thousands. */
const MOST_FOLDERS = 20;

/** The first step from one on that runs something in a folder. */
function runnerIn(job: Job, step: Step, folder: string): Step | undefined {
  const byFolder = runnersByFolder(job);
  if (!byFolder.has(folder) && byFolder.size === MOST_FOLDERS) return firstExecutionAfter(job, step);
  const runners = byFolder.get(folder) ?? placesWhere(job, ({ run }) => run !== undefined && runsIn(run.value, folder));
  byFolder.set(folder, runners);
  const at = placeOf(job).get(step) ?? 0;
  const found = runners.find((place) => place >= at);
  return found === undefined ? undefined : job.steps[found];
}

const runnersByFolder = remembering((_: Job) => new Map<string, readonly number[]>());
const placeOf = remembering((job: Job): ReadonlyMap<Step, number> => new Map(job.steps.map((step, at) => [step, at])));

function placesWhere(job: Job, test: (step: Step) => boolean): readonly number[] {
  return job.steps.flatMap((step, at) => (test(step) ? [at] : []));
}

/** `cat FILE >> $GITHUB_ENV`, `echo "N=$(cat FILE)" >> $GITHUB_ENV`, `while read …; done < FILE >> $GITHUB_ENV`. */
const READS_FILE = /\bcat\s+[^<\s]|\$\(\s*<|\bGet-Content\b|\bdone\s*<|\bjq\b|(?:^|\s)type\s/i;

/** `N=$(cat FILE)`, to be written later. */
const KEEPS_FILE = /(?:^|[\s;$])(?:env:)?(\w+)\s*=\s*["']?\$?\(?\s*(?:cat|<|jq|head|tail|sed|Get-Content)\s/gim;

function setsVariablesFromFile({ run }: Step): boolean {
  if (run === undefined) return false;
  const writes = environmentWrites(run.value);
  if (writes.length === 0) return false;
  const kept = new Set([...run.value.matchAll(KEEPS_FILE)].flatMap((match) => match[1] ?? []));
  return writes.some(
    ({ text }) =>
      READS_FILE.test(text) ||
      [...text.matchAll(/\$(?:env:)?\{?(\w+)/g)].some(([, name]) => name !== undefined && kept.has(name)),
  );
}

const INTERPRETERS =
  '(?:(?:ba|z|)sh|node|deno|bun|python3?|ruby|perl|php|source|\\.|chmod\\s+\\S+|make\\s+-C|npm\\s+--prefix)\\s+(?:-\\S+\\s+)*';

/** Whether a script starts something in a folder, or goes there and then starts something. */
function runsIn(script: string, folder: string): boolean {
  const place = `["']?(?:\\./|\\$GITHUB_WORKSPACE/)?${folder.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?:/|["'\\s;&|]|$)`;
  const command = '(?:^|[;&|(]|\\bthen\\b|\\bdo\\b)[ \\t]*(?:sudo[ \\t]+)?';
  if (new RegExp(`${command}(?:${INTERPRETERS})?${place}`, 'm').test(script)) return true;
  const there = new RegExp(`${command}(?:cd|pushd)\\s+${place}`, 'm').exec(script);
  return (
    there !== null &&
    /(?:^|[\s;&|(])(?:npm|pnpm|yarn|npx|node|python3?|pip3?|make|(?:ba|)sh|\.\/\w)/m.test(
      script.slice(there.index + there[0].length),
    )
  );
}
