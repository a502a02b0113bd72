import { stringify } from 'yaml';
import type { JudgedFinding } from '../model/finding.ts';
import type { Outcome } from '../model/outcome.ts';

/** For how long a new exception is suggested. */
const DAYS = 90;

/**
 * An entry for `exceptions:` of the configuration that accepts exactly this finding's rule at its place: of a package the package, else the
 * path, with the signs that a glob would read escaped. YAML; the reason and the owner are for a person to fill in.
 */
export function exceptionYaml(finding: JudgedFinding, outcome: Outcome): string {
  const place =
    finding.package === undefined ? { path: globOf(finding.location.path) } : { package: finding.package.purl };
  const entry = {
    rule: finding.rule.id,
    ...place,
    reason: 'why this is acceptable here',
    owner: '@your-team',
    expires: dayAfter(outcome.run.startedAt, DAYS),
  };
  return stringify({ exceptions: [entry] }, { lineWidth: 0 }).trimEnd();
}

/** The comment that accepts it in the file itself; `undefined` where the file is none that people write comments in. */
export function inlineAllowance(finding: JudgedFinding): string | undefined {
  const isCommentable = !/\.(json|lock|sum|pem|key|csv)$/i.test(finding.location.path);
  const isNameable = /^\S+$/.test(finding.rule.id);
  return isCommentable && isNameable ? `gatehouse:allow ${finding.rule.id} why this is acceptable here` : undefined;
}

/** A glob that matches this path and no other. */
function globOf(path: string): string {
  return path.replace(/[\\*?[\]{}()!+@|]/g, '\\$&');
}

function dayAfter(startedAt: string, days: number): string {
  return new Date(Date.parse(startedAt) + days * 86_400_000).toISOString().slice(0, 10);
}
