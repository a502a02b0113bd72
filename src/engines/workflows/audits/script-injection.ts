import rule from '../../../../rules/workflows/script-injection.yml';
import { printable, shorten } from '../../../model/text.ts';
import type { Audit, AuditResult } from '../audit.ts';
import type { Embedded } from '../expressions/find-expressions.ts';
import { type DefaultShell, defaultShell } from '../model/shell.ts';
import type { Automation, Step } from '../model/workflow.ts';
import { type Danger, dangerAt, dangerInAction } from '../reach/danger.ts';
import { sitesOf } from '../reach/reach.ts';
import { expressionsOf, lookupAt, lookupInAction } from '../taint/scope.ts';
import { type Script, scriptsOf } from '../taint/script-inputs.ts';
import { type Lookup, type Taint, taintsOf } from '../taint/taint.ts';
import { editsOf, fixOf } from './script-injection-fix.ts';

/** Expressions that paste what others wrote into a program's text. */
export const scriptInjection: Audit = { rule, examine };

function examine(automation: Automation): readonly AuditResult[] {
  if (automation.kind === 'action') {
    const danger = (taint: Taint) => dangerInAction(taint);
    return automation.steps.flatMap((step) =>
      examineStep(step, { name: undefined, isCertain: true }, lookupInAction(automation, step), danger),
    );
  }
  return sitesOf(automation).flatMap((site) =>
    examineStep(site.step, defaultShell(site.workflow, site.job), lookupAt(site), (taint) => dangerAt(taint, site)),
  );
}

function examineStep(
  step: Step,
  shell: DefaultShell,
  lookup: Lookup,
  dangerOf: (taint: Taint) => Danger | undefined,
): readonly AuditResult[] {
  return scriptsOf(step, shell).flatMap((script) => {
    const tainted = taintedIn(script, lookup);
    return tainted.flatMap(({ embedded, taint, times }) => {
      const danger = dangerOf(taint);
      if (danger === undefined) return [];
      const edits = tainted.length === 1 && times === 1 ? editsOf(step, script, embedded, taint) : [];
      return [{ ...resultOf(script, embedded, taint, times, danger), edits }];
    });
  });
}

interface Tainted {
  readonly embedded: Embedded;
  readonly taint: Taint;
  /** How often the same expression stands in the script. */
  readonly times: number;
}

/** The tainted expressions of a script; one that stands there several times once, at its first place. */
function taintedIn(script: Script, lookup: Lookup): readonly Tainted[] {
  const found = new Map<string, Tainted>();
  for (const embedded of expressionsOf(script.text)) {
    const known = found.get(embedded.source);
    if (known !== undefined) {
      found.set(embedded.source, { ...known, times: known.times + 1 });
      continue;
    }
    const taint = embedded.expression && worstOf(taintsOf(embedded.expression, lookup));
    if (taint !== undefined) found.set(embedded.source, { embedded, taint, times: 1 });
  }
  return [...found.values()];
}

/** One expression is one result: what an event brings counts before what a caller passes. */
function worstOf(taints: readonly Taint[]): Taint | undefined {
  return taints.find((taint) => taint.from === 'event') ?? taints[0];
}

function resultOf(script: Script, embedded: Embedded, taint: Taint, times: number, danger: Danger): AuditResult {
  const where = script.key === 'run' ? 'a shell script' : `the program in "${script.key}"`;
  const repeated = times === 1 ? '' : ` (${times} times)`;
  const source = shorten(printable(embedded.source), 80);
  return {
    region: script.text.regionOf(embedded.start, embedded.end),
    message: `\${{ ${source} }} pastes ${taint.what} into ${where}${repeated}, where it runs as code: ${danger.why}`,
    severity: danger.severity,
    fix: fixOf(script, embedded, taint),
  };
}
