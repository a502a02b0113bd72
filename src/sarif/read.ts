import type { SarifLevel } from '../model/result.ts';
import { Tally } from '../model/tally.ts';
import { count } from '../model/text.ts';
import { decodeJson, unreadable } from './decode.ts';
import type { JsonObject } from './fields.ts';
import { asList, asObject, asText, field } from './fields.ts';
import { failureOf, notificationsOf } from './invocations.ts';
import { MAX_MESSAGE, MAX_NAME, MAX_RESULTS_READ } from './limits.ts';
import type { SarifLog, SarifResult, SarifRule, SarifRun } from './log.ts';
import { messageText } from './message.ts';
import { artifactPath, asRegion, placeOf } from './places.ts';
import { asLevel, asSecuritySeverity, RuleBook, tagsOf, UNDESCRIBED } from './rules.ts';

/**
 * Parses a SARIF 2.1.0 report of anyone. Throws `ScannerError('parse')` with a clause that follows the scanner's name when the report
 * as a whole cannot be trusted. A result that lacks something is repaired and counted in `repairs`; one that cannot be shown at all
 * (no object, or neither rule nor message) makes its run a failed one: a lost result must never look green.
 */
export function readSarif(bytes: Uint8Array): { log: SarifLog; repairs: readonly string[] } {
  const { value, repairs } = decodeJson(bytes);
  const tally = new Tally();
  const runs = runsOf(value).map((run, at) => readRun(run, `runs[${at}]`, tally));
  return { log: { runs }, repairs: [...repairs, ...tally.phrases()] };
}

function runsOf(value: unknown): readonly unknown[] {
  if (asObject(value) === undefined) throw unreadable('wrote a report that is no SARIF (it holds no object)');
  const version = field(value, 'version');
  if (typeof version !== 'string') throw unreadable('wrote a report that is no SARIF (it has no version)');
  if (!/^2\.1\.0\b/.test(version)) {
    throw unreadable(`wrote a report of SARIF version ${asText(version, 20) ?? '(empty)'}; only 2.1.0 can be read`);
  }
  const runs = field(value, 'runs');
  if (!Array.isArray(runs)) throw unreadable('wrote a report without runs');
  if (runs.length === 0) throw unreadable('wrote a report in which nothing ran (runs is empty)');
  return runs;
}

function readRun(run: unknown, place: string, tally: Tally): SarifRun {
  if (asObject(run) === undefined) throw unreadable(`wrote a report that is broken at ${place} (no object)`);
  const raw = field(run, 'results');
  if (raw !== undefined && raw !== null && !Array.isArray(raw)) {
    throw unreadable(`wrote a report that is broken at ${place}.results (no list)`);
  }
  const listed = asList(raw);
  if (listed.length > MAX_RESULTS_READ) {
    throw unreadable(`wrote a report of ${listed.length} results; more than ${MAX_RESULTS_READ} are not read`);
  }
  const book = new RuleBook(field(run, 'tool'));
  const read = listed.map((result) => readResult(result, run, book, tally));
  const driver = field(field(run, 'tool'), 'driver');
  return {
    tool: {
      name: asText(field(driver, 'name'), MAX_NAME) ?? 'unknown',
      version: asText(field(driver, 'semanticVersion'), MAX_NAME) ?? asText(field(driver, 'version'), MAX_NAME),
    },
    results: read.filter((result) => typeof result === 'object'),
    failure: failureOf(run) ?? absenceOf(raw) ?? lossOf(read, place),
    notifications: notificationsOf(run),
    columnUnit: columnUnitOf(field(run, 'columnKind')),
  };
}

/** `results: null` says that the tool could not tell (§3.14.23), a missing one that it did not look. An empty list is a clean run. */
function absenceOf(results: unknown): string | undefined {
  if (results === null) return 'says that it could not look (its results are null)';
  return results === undefined ? 'wrote a report that says nothing about results' : undefined;
}

function lossOf(read: readonly ReadResult[], place: string): string | undefined {
  const first = read.indexOf('unreadable');
  if (first === -1) return undefined;
  const lost = read.filter((result) => result === 'unreadable').length;
  return `wrote ${count(lost, 'result')} that cannot be read (the first at ${place}.results[${first}])`;
}

type ReadResult = SarifResult | 'none' | 'unreadable';

function readResult(result: unknown, run: unknown, book: RuleBook, tally: Tally): ReadResult {
  if (asObject(result) === undefined) return 'unreadable';
  if (!isProblem(result)) return 'none';
  const found = book.find(result);
  const namedId =
    asText(field(result, 'ruleId'), MAX_NAME) ?? asText(field(field(result, 'rule'), 'id'), MAX_NAME) ?? found?.id;
  const said = messageText(field(result, 'message'), found, book.globalMessages);
  if (namedId === undefined && said === undefined) return 'unreadable';
  if (namedId === undefined) tally.add('without a rule');
  if (said === undefined) tally.add('without a message');
  const ruleId = namedId ?? 'unnamed';
  const properties = asObject(field(result, 'properties')) ?? {};
  const rule = ruleWith(found?.rule ?? UNDESCRIBED, properties);
  const place = placeOf(result, run);
  return {
    ruleId,
    rule,
    level: levelOf(result, rule),
    message: said ?? rule.shortDescription ?? rule.fullDescription ?? rule.name ?? ruleId,
    ...place,
    properties,
    partialFingerprints: textsOf(field(result, 'partialFingerprints')),
    suppressed: isSuppressed(field(result, 'suppressions')),
    fix: fixOf(field(result, 'fixes'), place.path, run),
  };
}

/** `pass`, `notApplicable`, `informational` and `open` (§3.27.9) are no problems, nor is one that is gone since the tool's own baseline. */
function isProblem(result: unknown): boolean {
  const kind = field(result, 'kind');
  return (
    (kind === undefined || kind === 'fail' || kind === 'review' || !KINDS.has(kind)) &&
    field(result, 'baselineState') !== 'absent'
  );
}
const KINDS: ReadonlySet<unknown> = new Set(['pass', 'notApplicable', 'informational', 'open', 'review', 'fail']);

/** The result's own level, else the rule's, else `warning` (§3.27.10); something for a person to review is at most a note. */
function levelOf(result: unknown, rule: SarifRule): SarifLevel {
  const own = asLevel(field(result, 'level'));
  if (field(result, 'kind') === 'review') return own === undefined || own === 'none' ? 'note' : own;
  return own ?? rule.level ?? 'warning';
}

/** A result may give its own score and tags; they count before the rule's. */
function ruleWith(rule: SarifRule, properties: JsonObject): SarifRule {
  const securitySeverity = asSecuritySeverity(properties['security-severity']);
  const tags = tagsOf(properties);
  if (securitySeverity === undefined && tags.length === 0) return rule;
  return {
    ...rule,
    securitySeverity: securitySeverity ?? rule.securitySeverity,
    tags: tags.length === 0 ? rule.tags : [...new Set([...rule.tags, ...tags])],
  };
}

function textsOf(value: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(asObject(value) ?? {}).flatMap(([name, text]) => {
    const kept = asText(text, MAX_NAME);
    return kept === undefined ? [] : [[name, kept] as const];
  });
  return Object.fromEntries(entries);
}

/** Suppressed when there is a suppression and none is rejected or still under review (§3.35). */
function isSuppressed(value: unknown): boolean {
  const states = asList(value).map((suppression) => field(suppression, 'status'));
  return states.length > 0 && states.every((state) => state === undefined || state === 'accepted');
}

/** Exactly one fix that replaces exactly one region of the result's own file: everything else is not ours to apply. */
function fixOf(fixes: unknown, path: string | undefined, run: unknown): SarifResult['fix'] {
  const [fix, ...otherFixes] = asList(fixes);
  const [change, ...otherChanges] = asList(field(fix, 'artifactChanges'));
  const [replacement, ...otherReplacements] = asList(field(change, 'replacements'));
  if (otherFixes.length + otherChanges.length + otherReplacements.length > 0 || path === undefined) return undefined;
  const region = asRegion(field(replacement, 'deletedRegion'));
  const inserted = field(field(replacement, 'insertedContent'), 'text') ?? '';
  const sameFile = artifactPath(field(change, 'artifactLocation'), run).path === path;
  if (region === undefined || typeof inserted !== 'string' || inserted.length > MAX_MESSAGE || !sameFile)
    return undefined;
  return { description: asText(field(field(fix, 'description'), 'text'), MAX_MESSAGE), region, text: inserted };
}

function columnUnitOf(kind: unknown): SarifRun['columnUnit'] {
  if (kind === 'utf16CodeUnits') return 'utf-16';
  return kind === 'unicodeCodePoints' ? 'code-points' : undefined;
}
