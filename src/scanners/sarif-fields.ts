/** What several adapters read in the same way from a SARIF result. */
import type { FilePath } from '../model/path.ts';
import type { Remediation, Rule } from '../model/result.ts';
import type { SarifResult } from '../sarif/log.ts';

/** `external/cwe/cwe-78`, `CWE-78: OS command injection` → `CWE-78`; sorted, once each. */
export function cwesOf(tags: readonly string[]): readonly string[] {
  const numbers = tags.flatMap((tag) => [...tag.matchAll(/\bcwe[-_: ]?0*(\d{1,5})\b/gi)].map(([, digits]) => digits));
  return [...new Set(numbers.map((digits) => `CWE-${digits}`))].sort();
}

/** The rule as the report describes it; the title is its short description, else its name, else its id. */
export function ruleOf({ ruleId, rule }: SarifResult, title?: string): Rule {
  const help = rule.fullDescription ?? rule.help;
  return {
    id: ruleId,
    title: title ?? rule.shortDescription ?? rule.name ?? ruleId,
    cwes: cwesOf(rule.tags),
    ...(help !== undefined && help !== rule.shortDescription && { help }),
    ...(rule.helpUri !== undefined && { helpUri: rule.helpUri }),
  };
}

/** A fix that the report offers, as a patch; `undefined` when there is none. */
export function remediationOf({ fix, rule }: SarifResult): Remediation | undefined {
  if (fix === undefined) return undefined;
  return {
    text: fix.description ?? rule.shortDescription ?? 'apply the fix that the scanner offers',
    patch: { region: fix.region, replacement: fix.text },
  };
}

/** Result paths of tools that write them as they are: percent signs belong to the name, `./` does not. */
export function plainPathOf(result: SarifResult): string {
  return (result.rawPath ?? '').replace(/^(?:\.\/)+/, '');
}

/** A file name as an argument that no program takes for an option. */
export function asArgument(path: string): string {
  return path.startsWith('-') ? `./${path}` : path;
}

/** Bytes. Linux takes 2 MB of arguments and environment together (execve(2)), macOS half of that. */
const LONGEST_COMMAND_LINE = 500_000;

/** Whether a command line can carry the names of all these files. */
export function fitsCommandLine(files: readonly FilePath[]): boolean {
  return files.reduce((sum, file) => sum + Buffer.byteLength(file) + 3, 0) <= LONGEST_COMMAND_LINE;
}
