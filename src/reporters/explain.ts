import { distance } from 'fastest-levenshtein';
import type { CvssScore } from '../model/advisory.ts';
import type { JudgedFinding, SeveritySource } from '../model/finding.ts';
import type { Outcome } from '../model/outcome.ts';
import { printableLines, withoutCommands } from '../model/text.ts';
import { exceptionYaml, inlineAllowance } from './acceptance.ts';
import { findingBlock } from './console/finding-block.ts';
import { hang, type View, viewOf } from './console/view.ts';
import type { RenderOptions } from './contract.ts';
import { oneLine } from './safe-text.ts';
import { EVERYTHING } from './wording.ts';

const TEXT_COLUMN = 14;

/**
 * Everything about one finding, for a terminal: what it is, why it has its severity and its disposition, how its witnesses were judged to
 * be one, what makes it the same tomorrow, and how to accept it (in `configuration`, a file by its name). `undefined` when no finding, or more than one, has the id.
 */
export function explainFinding(
  outcome: Outcome,
  id: string,
  options: Pick<RenderOptions, 'columns' | 'colour'> & { readonly configuration?: string },
): string | undefined {
  const finding = findingById(outcome, id);
  if (finding === undefined) return undefined;
  const view = viewOf(outcome, { ...options, all: true, blobUrl: undefined, reportFile: undefined });
  const paragraphs = [
    findingBlock({ kind: 'one', first: finding, others: [] }, view, EVERYTHING),
    [...severityLines(finding, view), ...dispositionLines(finding, view)],
    [...witnessLines(finding, view), ...correlationLines(finding, view)],
    flowLines(finding, view),
    identityLines(finding, view),
    patchLines(finding, view),
    acceptanceLines(finding, view, options.configuration ?? '.github/gatehouse.yml'),
  ];
  return withoutCommands(
    `${paragraphs
      .filter((lines) => lines.length > 0)
      .map((lines) => lines.join('\n'))
      .join('\n\n')}\n`,
  );
}

/** Longer input is no mistyped id. */
const ID_LENGTH = 64;

/** Up to three ids that somebody who wrote `id` may have meant: those that begin so, then those at most two edits away. */
export function nearestIds(outcome: Outcome, id: string): readonly string[] {
  const written = id.trim().toLowerCase().slice(0, ID_LENGTH);
  const near = outcome.findings
    .map((finding) => ({
      id: finding.id,
      edits: finding.id.startsWith(written) && written !== '' ? 0 : distance(finding.id, written),
    }))
    .filter(({ edits }) => edits <= 2);
  return near
    .sort((a, b) => a.edits - b.edits || (a.id < b.id ? -1 : 1))
    .slice(0, 3)
    .map((candidate) => candidate.id);
}

/** The finding of this id, or the only one whose id begins so. */
function findingById(outcome: Outcome, id: string): JudgedFinding | undefined {
  const written = id.trim().toLowerCase();
  if (written === '') return undefined;
  const exact = outcome.findings.find((finding) => finding.id === written || finding.id === id);
  if (exact !== undefined) return exact;
  const [only, second] = outcome.findings.filter((finding) => finding.id.startsWith(written));
  return second === undefined ? only : undefined;
}

const SOURCES: Readonly<Record<SeveritySource, string>> = {
  advisory: "the advisory's own assessment, which comes before every scanner's opinion",
  rule: 'the severity of the rule itself, as no advisory assesses it',
  score: "a scanner's score, as neither an advisory nor a rule decides",
  word: "a scanner's own word, as nobody gives a score",
  level: "the report's level alone, which may say medium at most",
  none: 'nobody said how bad it is',
};

function severityLines(finding: JudgedFinding, view: View): readonly string[] {
  const { score, cvss, rule } = finding;
  const shown =
    score === undefined ? '' : ` (score ${score.toFixed(1)}${cvss === undefined ? '' : `, ${vectorOf(cvss)}`})`;
  return [
    ...entry('Severity', `${finding.severity}${shown}: ${SOURCES[finding.severitySource]}`, view),
    ...(rule.severityNote === undefined ? [] : entry('', oneLine(rule.severityNote, 500), view)),
  ];
}

/** A vector of version 2.0 does not name its version. */
function vectorOf({ version, vector }: CvssScore): string {
  return oneLine(vector.startsWith('CVSS:') ? vector : `CVSS:${version}/${vector}`, 200);
}

function dispositionLines(finding: JudgedFinding, view: View): readonly string[] {
  const state = { new: 'new here', existing: 'there before this change', fixed: 'fixed by this change' }[finding.state];
  return [
    ...entry('Decision', `${finding.disposition}: ${oneLine(finding.reason, 400)}`, view),
    ...entry('State', state, view),
  ];
}

/** What each witness called it and how bad it found it. */
function witnessLines({ witnesses }: JudgedFinding, view: View): readonly string[] {
  return witnesses.flatMap(({ scanner, version, rule, severity }, at) => {
    const name = version === undefined ? oneLine(scanner, 60) : `${oneLine(scanner, 60)} ${oneLine(version, 40)}`;
    const said = severity === undefined ? 'without a severity' : `as ${oneLine(severity, 40)}`;
    return entry(at === 0 ? 'Witnesses' : '', `${name}: ${oneLine(rule, 120)}, ${said}`, view);
  });
}

function correlationLines({ correlation, witnesses }: JudgedFinding, view: View): readonly string[] {
  if (correlation.length === 0)
    return witnesses.length === 1 ? entry('One finding', 'only one scanner saw it', view) : [];
  return correlation.flatMap((text, at) => entry(at === 0 ? 'One finding' : '', oneLine(text, 400), view));
}

function identityLines(
  { fingerprints, rule, advisories, package: affected }: JudgedFinding,
  view: View,
): readonly string[] {
  return [
    ...entry('Rule', [rule.id, ...rule.cwes].map((text) => oneLine(text, 120)).join(', '), view),
    ...(affected === undefined || affected.fixedVersions.length === 0
      ? []
      : entry('Fixed in', affected.fixedVersions.map((text) => oneLine(text, 40)).join(', '), view)),
    ...(advisories.length === 0
      ? []
      : entry('Advisories', advisories.map((text) => oneLine(text, 60)).join(', '), view)),
    ...fingerprints.flatMap((text, at) => entry(at === 0 ? 'Fingerprints' : '', oneLine(text, 120), view)),
  ];
}

/** The way of a value, a line for each step. */
function flowLines({ flow = [] }: JudgedFinding, view: View): readonly string[] {
  return flow.flatMap(({ region, message }, at) =>
    entry(at === 0 ? 'Way' : '', `line ${region.startLine}: ${oneLine(message, 200)}`, view),
  );
}

function patchLines({ remediation }: JudgedFinding, view: View): readonly string[] {
  if (remediation?.patch === undefined) return [];
  const { region, replacement } = remediation.patch;
  const lines = printableLines(replacement.slice(0, 4000)).split('\n');
  return [
    ...entry('Patch', `replace from line ${region.startLine} with`, view),
    ...lines.map((line) => `${' '.repeat(TEXT_COLUMN)}${line}`.trimEnd()),
  ];
}

function acceptanceLines(finding: JudgedFinding, view: View, configuration: string): readonly string[] {
  if (finding.disposition === 'excepted') return [];
  const inline = inlineAllowance(finding);
  const yaml = printableLines(exceptionYaml(finding, view.outcome)).split('\n');
  return [
    `To accept it until a day, add to ${oneLine(configuration, 200)}:`,
    ...yaml.map((line) => `  ${line}`.trimEnd()),
    ...(inline === undefined
      ? []
      : [
          '',
          'or, where the policy allows it, in a comment on its line or the line above:',
          `  ${oneLine(inline, 400)}`,
        ]),
  ];
}

function entry(label: string, text: string, view: View): readonly string[] {
  return hang(view, label, text, { label: 2, text: 2 + TEXT_COLUMN });
}
