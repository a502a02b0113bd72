import type { Category } from '../model/category.ts';
import type { JudgedFinding } from '../model/finding.ts';
import { compareSeverity } from '../model/severity.ts';
import { DESCRIPTION_LENGTH, MAX_HELP, RULE_NAME_LENGTH, TAGS_PER_RULE } from './limits.ts';
import { SCALES, securitySeverity } from './write-levels.ts';
import { inMarkdown, pascalCase, plain, ruleIdOf } from './write-text.ts';

/** How sure a finding of a category is. A package's version is affected or it is not; what code does is a judgement. */
const PRECISION: Readonly<Record<Category, string>> = {
  sca: 'very-high',
  container: 'very-high',
  secrets: 'high',
  iac: 'high',
  'supply-chain': 'high',
  sast: 'medium',
};

/**
 * One rule for all findings that share its id. Code scanning has a severity per rule and none per result, so the worst of them counts;
 * texts come from the first in the order given.
 */
export function writeRule(findings: readonly [JudgedFinding, ...JudgedFinding[]]): object {
  const [first] = findings;
  const [worst = first] = [...findings].sort(bySeverity);
  const { rule, category } = first;
  const id = ruleIdOf(rule.id);
  const title = plain(rule.title, DESCRIPTION_LENGTH, id);
  const description = plain(rule.help ?? rule.title, DESCRIPTION_LENGTH, id);
  const helpUri = linkOf(rule.helpUri);
  const name = pascalCase(rule.title, RULE_NAME_LENGTH);
  return {
    id,
    ...(name !== '' && name !== id && { name }),
    shortDescription: { text: title },
    fullDescription: { text: description },
    help: { text: helpText(first), markdown: helpMarkdown(first) },
    ...(helpUri !== undefined && { helpUri }),
    defaultConfiguration: { level: SCALES[worst.severity].level },
    properties: {
      tags: tagsOf(first),
      precision: PRECISION[category],
      'problem.severity': SCALES[worst.severity].problem,
      'security-severity': securitySeverity(worst),
    },
  };
}

function bySeverity(a: JudgedFinding, b: JudgedFinding): number {
  return compareSeverity(a.severity, b.severity) || (b.score ?? 0) - (a.score ?? 0);
}

function helpText({ rule, remediation }: JudgedFinding): string {
  const fix = remediation === undefined ? [] : [`Fix: ${remediation.text}`];
  return plain([rule.help ?? rule.title, ...fix].join('\n\n'), MAX_HELP);
}

function helpMarkdown({ rule, remediation, advisories }: JudgedFinding): string {
  const link = linkOf(rule.helpUri);
  const parts = [
    `**${inMarkdown(rule.title)}**`,
    ...(rule.help === undefined ? [] : [inMarkdown(rule.help)]),
    ...(remediation === undefined ? [] : [`**Fix** ${inMarkdown(remediation.text)}`]),
    ...(advisories.length === 0 ? [] : [`**Advisories** ${inMarkdown(advisories.join(', '))}`]),
    ...(link === undefined ? [] : [`[More about this rule](${link.replaceAll('(', '%28').replaceAll(')', '%29')})`]),
  ];
  return parts.join('\n\n').slice(0, 2 * MAX_HELP);
}

/** A web address in its normal, encoded form; anything else is no link. */
function linkOf(uri: string | undefined): string | undefined {
  if (uri === undefined || !URL.canParse(uri)) return undefined;
  const { protocol, href } = new URL(uri);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}

/** `security` is what makes it a security alert; weaknesses are tagged as CodeQL tags them, with three digits at least. */
function tagsOf({ category, rule }: JudgedFinding): readonly string[] {
  const weaknesses = rule.cwes.map((cwe) => `external/cwe/cwe-${cwe.replace(/^CWE-/i, '').padStart(3, '0')}`);
  return [...new Set(['security', category, ...weaknesses])].slice(0, TAGS_PER_RULE);
}
