import type { Edit } from '../../yaml-document/edits.ts';
import type { Embedded } from '../expressions/find-expressions.ts';
import type { Step } from '../model/workflow.ts';
import type { Script } from '../taint/script-inputs.ts';
import type { Taint } from '../taint/taint.ts';

/** What to do about an expression in a script, with the lines to write. */
export function fixOf(script: Script, embedded: Embedded, taint: Taint): string {
  const name = variableName(taint);
  const use = {
    shell: `"$${name}"`,
    powershell: `$env:${name}`,
    cmd: `%${name}%`,
    javascript: `process.env.${name}`,
    python: `os.environ["${name}"]`,
  };
  if (taint.name.startsWith('env.'))
    return `Use ${use[script.language].replaceAll(name, taint.name.slice(4))} in the script: the variable is there already.`;
  return `Pass it through the environment: \`env: { ${name}: "\${{ ${embedded.source.replaceAll('"', '')} }}" }\` at the step, and ${use[script.language]} in the script.`;
}

/**
 * The edits that move the expression into `env`, where they are certain to keep the meaning: a POSIX shell, the expression alone
 * between double quotes, and a step without `env`. None otherwise.
 */
export function editsOf(step: Step, script: Script, embedded: Embedded, taint: Taint): readonly Edit[] {
  const key = step.runKey?.region;
  const { value, regionOf } = script.text;
  if (key === undefined || !script.isPosixShell || step.hasEnv || taint.name.startsWith('env.')) return [];
  const name = variableName(taint);
  const place = regionOf(embedded.start, embedded.end);
  const isTaken = new RegExp(`\\b${name}\\b`).test(value.slice(0, embedded.start) + value.slice(embedded.end));
  if (!isQuotedWord(value, embedded) || value.includes('<<') || place.startLine !== place.endLine || isTaken) return [];
  const indent = ' '.repeat(key.startColumn - 1);
  const before = { ...key, endLine: key.startLine, endColumn: key.startColumn };
  return [
    { region: before, replacement: `env:\n${indent}  ${name}: \${{ ${embedded.source} }}\n${indent}` },
    { region: place, replacement: `$${name}` },
  ];
}

/** A name that says what it holds: `github.event.issue.title` becomes `ISSUE_TITLE`, `steps.x.outputs.files` becomes `FILES`. */
function variableName(taint: Taint): string {
  const parts = taint.name.replace(/^(github\.(event\.)?|steps\..*\.)/, '').split('.');
  const words = parts.filter((part) => part !== '*' && part !== 'github');
  return words.join('_').replace(/\W/g, '_').toUpperCase() || 'EVENT';
}

/** Directly between two double quotes, and not inside single quotes that open before on the line. */
function isQuotedWord(value: string, { start, end }: Embedded): boolean {
  const before = value.slice(value.lastIndexOf('\n', start - 1) + 1, start);
  const quotes = before.split('"').length - 1;
  return before.endsWith('"') && value.charAt(end) === '"' && quotes % 2 === 1 && !/['\\`]/.test(before);
}
