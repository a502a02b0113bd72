import rule from '../../../../rules/workflows/secret-in-script.yml';
import type { Audit, AuditResult } from '../audit.ts';
import { type Expression, expressionsWithin, nameOf } from '../expressions/expression.ts';
import { defaultShell } from '../model/shell.ts';
import type { Automation, Step } from '../model/workflow.ts';
import { expressionsOf } from '../taint/scope.ts';
import { type Script, scriptsOf } from '../taint/script-inputs.ts';

/** Secrets that are pasted into a script's text. */
export const secretInScript: Audit = { rule, examine };

function examine(automation: Automation): readonly AuditResult[] {
  if (automation.kind === 'action') return [];
  return automation.jobs.flatMap((job) =>
    job.steps.flatMap((step) => examineStep(step, defaultShell(automation, job))),
  );
}

function examineStep(step: Step, shell: Parameters<typeof scriptsOf>[1]): readonly AuditResult[] {
  return scriptsOf(step, shell).flatMap(examineScript);
}

/** Each secret once, at its first place in the script. */
function examineScript(script: Script): readonly AuditResult[] {
  const seen = new Set<string>();
  return expressionsOf(script.text).flatMap(({ expression, start, end }) => {
    const name = expression && secretIn(expression);
    if (name === undefined || seen.has(name)) return [];
    seen.add(name);
    const printed = isPrinted(script.text.value, start, end);
    const harm = printed
      ? 'is printed: only masking stands between it and the log'
      : 'is pasted into the script: it stands in a file and in the arguments of what the script calls';
    return [
      { region: script.text.regionOf(start, end), message: `${name} ${harm}`, severity: printed ? 'medium' : 'low' },
    ];
  });
}

/** A secret's name if the value can be it: a test whether it is there gives true or false. */
function secretIn(expression: Expression): string | undefined {
  if (expression.kind === 'binary' && expression.operator !== '&&' && expression.operator !== '||') return undefined;
  if (expression.kind === 'not') return undefined;
  const part = expression.kind === 'binary' && expression.operator === '&&' ? expression.right : expression;
  const found = expressionsWithin(part).find(
    (inner) => inner.kind === 'reference' && inner.path[0] === 'secrets' && inner.path.length === 2,
  );
  return found?.kind === 'reference' ? nameOf(found).replace(/[^.]+$/, (name) => name.toUpperCase()) : undefined;
}

/** How far to either side of an expression its command is looked for, in characters. */
const NEAR = 500;

/** `echo` or `printf` whose output goes nowhere but to the log: no pipe, no file, not inside a substitution. */
function isPrinted(script: string, start: number, end: number): boolean {
  const line =
    script
      .slice(Math.max(0, start - NEAR), start)
      .split('\n')
      .at(-1) ?? '';
  const rest = script.slice(end, end + NEAR).split('\n', 1)[0] ?? '';
  return /(?:^|[;&]|\bthen|\bdo)\s*(?:echo|printf|Write-(?:Host|Output))\s[^|>(`]*$/.test(line) && !/[|>]/.test(rest);
}
