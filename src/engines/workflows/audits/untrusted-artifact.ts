import rule from '../../../../rules/workflows/untrusted-artifact.yml';
import type { Severity } from '../../../model/severity.ts';
import { printable, shorten } from '../../../model/text.ts';
import type { Audit, AuditResult } from '../audit.ts';
import type { Step, Workflow } from '../model/workflow.ts';
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

function useOf(site: Site, download: ArtifactDownload): { readonly step: Step; readonly what: string } | undefined {
  const { job, step } = site;
  const later = job.steps.slice(job.steps.indexOf(step));
  const reader = later.find(setsVariablesFromFile);
  if (reader !== undefined) return { step: reader, what: 'sets variables of later steps from it' };
  const runner =
    download.folder === ''
      ? firstExecutionAfter(job, step)
      : later.find((other) => other.run !== undefined && runsIn(other.run.value, download.folder));
  return runner === undefined ? undefined : { step: runner, what: 'runs what lies there' };
}

/** `cat FILE >> $GITHUB_ENV`, `echo "N=$(cat FILE)" >> $GITHUB_ENV`, `while read …; done < FILE >> $GITHUB_ENV`. */
const READS_FILE = /\bcat\s+[^<\s]|\$\(\s*<|\bGet-Content\b|\bdone\s*<|\bjq\b|(?:^|\s)type\s/i;

function setsVariablesFromFile({ run }: Step): boolean {
  return run !== undefined && environmentWrites(run.value).some(({ text }) => READS_FILE.test(text));
}

/** Whether a script starts something in a folder, or goes there. */
function runsIn(script: string, folder: string): boolean {
  const place = folder.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const start =
    '(?:^|[\\s;&|(])(?:(?:ba|z|)sh|node|deno|bun|python3?|ruby|perl|php|source|\\.|cd|chmod\\s+\\S+|make\\s+-C|npm\\s+--prefix)?\\s*';
  return new RegExp(`${start}["']?(?:\\./|\\$GITHUB_WORKSPACE/)?${place}(?:/|["'\\s;&|]|$)`, 'm').test(
    withoutReads(script),
  );
}

/** Commands that only read or unpack what they are given. */
function withoutReads(script: string): string {
  return script.replace(/\b(?:cat|ls|rm|mkdir|unzip|tar|cp|mv|head|tail|wc|jq|grep|echo|test|find|gh)\b[^\n;&|]*/g, '');
}
