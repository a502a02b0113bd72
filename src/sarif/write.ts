import type { Category } from '../model/category.ts';
import { CATEGORIES } from '../model/category.ts';
import type { JudgedFinding } from '../model/finding.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Scan } from '../model/scan.ts';
import { compareSeverity } from '../model/severity.ts';
import { count, printable } from '../model/text.ts';
import { RESULTS_PER_RUN } from './limits.ts';
import { writeResult } from './write-results.ts';
import { writeRule } from './write-rules.ts';
import { ruleIdOf } from './write-text.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

export interface WriteOptions {
  /** Home page of the tool, for the driver; left out when not given. */
  readonly informationUri?: string;
}

/**
 * The outcome as a SARIF 2.1.0 log that code scanning accepts: one run per category, named `<check name>/<category>/`.
 *
 * A run closes every alert of its category that it does not contain. So a category gets one only when its scan is complete: none of its
 * scanners failed or timed out and no required one is missing. One in which all scanners had nothing to look at is complete and
 * gets an empty run, because what it once reported is gone; a category that nobody was asked to look at gets none.
 *
 * Excepted findings are left out: code scanning ignores `suppressions` and would open an alert for each. Once left out, an alert is closed,
 * and when the exception ends it opens again. Findings that are fixed are left out because they are not there.
 * Of more than 25,000 results of a category the worst are written, and a notification says how many are not.
 */
export function writeSarif(outcome: Outcome, options: WriteOptions = {}): string {
  const runs = CATEGORIES.filter((category) => isComplete(category, outcome.scans)).map((category) =>
    writeRun(category, outcome, options),
  );
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs }, undefined, 2)}\n`;
}

function isComplete(category: Category, scans: readonly Scan[]): boolean {
  const own = scans.filter((scan) => scan.category === category);
  return own.length > 0 && own.some(hasLooked) && !own.some(hasGap);
}

function hasLooked({ status }: Scan): boolean {
  return status.state === 'ok' || status.state === 'skipped';
}

/** An optional scanner that failed leaves a gap in the alerts too, though none in the verdict. */
function hasGap({ status, required }: Scan): boolean {
  return status.state === 'failed' || status.state === 'timed-out' || (required && status.state === 'unavailable');
}

function writeRun(category: Category, outcome: Outcome, { informationUri }: WriteOptions): object {
  const present = outcome.findings
    .filter((finding) => finding.category === category && isPresent(finding))
    .sort((a, b) => compareSeverity(a.severity, b.severity));
  const written = present.slice(0, RESULTS_PER_RUN);
  const { rules, indexes } = rulesOf(written);
  const { version } = outcome.tool;
  return {
    tool: {
      driver: {
        name: 'Gatehouse',
        version,
        semanticVersion: version,
        ...(informationUri !== undefined && { informationUri }),
        rules,
      },
    },
    automationDetails: { id: `${printable(outcome.checkName)}/${category}/` },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The top of the repository.' } } },
    invocations: [{ executionSuccessful: true, ...notified(present.length - written.length) }],
    results: written.map((finding) =>
      writeResult(finding, indexes.get(ruleIdOf(finding.rule.id)) ?? 0, outcome.prefix),
    ),
  };
}

function isPresent({ disposition, state }: JudgedFinding): boolean {
  return disposition !== 'excepted' && state !== 'fixed';
}

/** Rules sorted by id, and where each stands. There are never more of them than results, so their limit holds by itself. */
function rulesOf(findings: readonly JudgedFinding[]): {
  rules: readonly object[];
  indexes: ReadonlyMap<string, number>;
} {
  const byId = new Map<string, [JudgedFinding, ...JudgedFinding[]]>();
  for (const finding of findings) {
    const id = ruleIdOf(finding.rule.id);
    const known = byId.get(id);
    if (known === undefined) byId.set(id, [finding]);
    else known.push(finding);
  }
  const sorted = [...byId].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    rules: sorted.map(([, own]) => writeRule(own)),
    indexes: new Map(sorted.map(([id], at) => [id, at])),
  };
}

function notified(left: number): object {
  if (left === 0) return {};
  const text = `${count(left, 'result')} left out: code scanning takes ${RESULTS_PER_RUN} of a run, and these are the worst.`;
  return { toolExecutionNotifications: [{ level: 'warning', message: { text } }] };
}
