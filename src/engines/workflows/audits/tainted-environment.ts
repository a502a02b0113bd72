import rule from '../../../../rules/workflows/tainted-environment.yml';
import type { PlacedText } from '../../yaml-document/placed.ts';
import type { Audit, AuditResult } from '../audit.ts';
import type { Automation } from '../model/workflow.ts';
import { type Danger, dangerAt, dangerInAction } from '../reach/danger.ts';
import { sitesOf } from '../reach/reach.ts';
import { environmentWrites } from '../taint/environment-writes.ts';
import { lookupAt, lookupInAction } from '../taint/scope.ts';
import type { Lookup, Taint } from '../taint/taint.ts';

/** Strangers' text written to the files that set the environment and the path of later steps. */
export const taintedEnvironment: Audit = { rule, examine };

function examine(automation: Automation): readonly AuditResult[] {
  if (automation.kind === 'action') {
    return automation.steps.flatMap((step) =>
      examineRun(step.run, lookupInAction(automation, step), (taint) => dangerInAction(taint)),
    );
  }
  return sitesOf(automation).flatMap((site) =>
    examineRun(site.step.run, lookupAt(site), (taint) => dangerAt(taint, site)),
  );
}

function examineRun(
  run: PlacedText | undefined,
  lookup: Lookup,
  judge: (taint: Taint) => Danger | undefined,
): readonly AuditResult[] {
  if (run === undefined) return [];
  return environmentWrites(run.value).flatMap(({ file, start, end, text }) => {
    const [taint] = variablesIn(text).flatMap((name) => lookup(['env', name.toLowerCase()]));
    const danger = taint?.from === 'event' ? judge(taint) : undefined;
    if (taint === undefined || danger === undefined) return [];
    const message = `${taint.what} is written to $${file}, where a line end in it sets any variable of later steps: ${danger.why}`;
    // A value must carry a line end to do harm, which not every source can: one step below pasting it into the script.
    const severity = danger.severity === 'critical' ? 'high' : danger.severity === 'high' ? 'medium' : 'low';
    return [{ region: run.regionOf(start, end), message, severity }];
  });
}

/** `$NAME`, `${NAME}`, `$env:NAME`, `%NAME%`, each once. */
function variablesIn(text: string): readonly string[] {
  const names = [...text.matchAll(/\$(?:env:)?\{?(\w+)|%(\w+)%/g)].flatMap((match) => match[1] ?? match[2] ?? []);
  return [...new Set(names)];
}
