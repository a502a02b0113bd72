import rule from '../../../../rules/workflows/tainted-environment.yml';
import type { PlacedText } from '../../yaml-document/placed.ts';
import type { Audit, AuditResult } from '../audit.ts';
import { dangerAt } from '../reach/danger.ts';
import { type Site, sitesOf } from '../reach/reach.ts';
import { lookupAt } from '../taint/scope.ts';

/** Strangers' text written to the files that set the environment and the path of later steps. */
export const taintedEnvironment: Audit = {
  rule,
  examine: (automation) =>
    automation.kind === 'action'
      ? []
      : sitesOf(automation).flatMap((site) => (site.step.run === undefined ? [] : examineRun(site, site.step.run))),
};

/** A line that appends to one of the files, `>> "$GITHUB_ENV"` in the shells and `$env:GITHUB_ENV` in PowerShell. */
const WRITE = /^.*>>\s*"?\$\{?(?:env:)?(GITHUB_ENV|GITHUB_PATH)\b.*$/gm;

function examineRun(site: Site, run: PlacedText): readonly AuditResult[] {
  const lookup = lookupAt(site);
  return [...run.value.matchAll(WRITE)].flatMap((match) => {
    const [line, file] = match;
    const [taint] = variablesIn(line).flatMap((name) => lookup(['env', name.toLowerCase()]));
    const danger = taint?.from === 'event' ? dangerAt(taint, site) : undefined;
    if (taint === undefined || danger === undefined) return [];
    const start = match.index + line.length - line.trimStart().length;
    const message = `${taint.what} is written to $${file}, where a line end in it sets any variable of later steps: ${danger.why}`;
    // A value must carry a line end to do harm, which not every source can: one step below pasting it into the script.
    const severity = danger.severity === 'critical' ? 'high' : danger.severity === 'high' ? 'medium' : 'low';
    return [{ region: run.regionOf(start, match.index + line.trimEnd().length), message, severity }];
  });
}

function variablesIn(line: string): readonly string[] {
  return [...line.matchAll(/\$(?:env:)?\{?(\w+)/g)].flatMap((match) => match[1] ?? []);
}
