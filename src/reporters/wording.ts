/** The words that all surfaces share: one finding reads the same on a terminal, in a summary and in an annotation. */
import type { Finding } from '../model/finding.ts';
import type { Outcome } from '../model/outcome.ts';
import type { AffectedPackage } from '../model/package.ts';
import { percent } from './amounts.ts';
import { reachInWords } from './cvss-words.ts';
import { firstSentences, oneLine, type Room, webAddress } from './safe-text.ts';
import type { GapGroup } from './selection.ts';

const TITLE_LENGTH = 200;

/** Three lines of a terminal of 80 columns; a first sentence may need one more. */
export const A_FEW_LINES: Room = { enough: 190, most: 250 };
/** All that somebody said, for `explain`. */
export const EVERYTHING: Room = { enough: 1500, most: 1500 };

/** What is wrong, on one line: `lodash 4.17.15: prototype pollution (CVE-2020-8203)`. */
export function titleOf(finding: Finding): string {
  const affected = finding.package;
  if (affected === undefined) return ruleTitleOf(finding);
  const versioned = nameOf(affected);
  const title = ruleTitleOf(finding);
  return withAdvisory(title.startsWith(versioned) ? title : `${versioned}: ${title}`, finding);
}

/** The same without the package: `prototype pollution (CVE-2020-8203)`. */
export function problemOf(finding: Finding): string {
  return withAdvisory(ruleTitleOf(finding), finding);
}

/** A package and its version: `lodash 4.17.15`. */
export function nameOf({ name, version }: AffectedPackage): string {
  return version === undefined ? oneLine(name, 80) : `${oneLine(name, 80)} ${oneLine(version, 40)}`;
}

/** Why it matters; `undefined` when nobody said more than the title. `room` is for all of it together. */
export function whyOf(finding: Finding, room: Room = A_FEW_LINES): string | undefined {
  const facts = factsOf(finding);
  const left = room.enough - facts.join('; ').length;
  const texts: string[] = [];
  for (const text of said(finding, room)) {
    const known = [titleOf(finding), ...texts];
    const used = texts.join(' ').length;
    if (known.some((other) => says(other, text)) || (used > 0 && used + text.length > left)) continue;
    texts.push(text);
  }
  return joinClauses([...texts, ...facts]);
}

/** What to do about it; `undefined` when nobody said. */
export function fixOf(finding: Finding, room: Room = A_FEW_LINES): string | undefined {
  if (finding.remediation !== undefined && finding.remediation.text.trim() !== '') {
    return firstSentences(finding.remediation.text, room);
  }
  const affected = finding.package;
  if (affected !== undefined) {
    const first = affected.fixedVersions[0];
    if (first === undefined) return 'no fixed version is known yet: replace the package, or accept it with a reason';
    return `raise ${oneLine(affected.name, 80)} to ${oneLine(first, 40)} (first fixed)`;
  }
  return undefined;
}

/** Where the rule's author says more: `see https://…`; `undefined` without an address. */
export function helpOf(finding: Finding): string | undefined {
  const address = webAddress(finding.rule.helpUri);
  return address === undefined ? undefined : `see ${address}`;
}

/**
 * How a package got in: `via express-handlebars › handlebars, for development only`; `undefined` for no package, and where nobody knows: not
 * every lockfile tells a direct dependency from others.
 */
export function viaOf({ package: affected }: Finding): string | undefined {
  if (affected === undefined) return undefined;
  const names = affected.path.map((name) => oneLine(name, 80));
  const shown = names.length <= 6 ? names : [...names.slice(0, 3), '…', ...names.slice(-2)];
  const known = [
    ...(names.length === 0 ? [] : [`via ${shown.join(' › ')}`]),
    ...(affected.development ? ['for development only'] : []),
  ];
  return known.length === 0 ? undefined : known.join(', ');
}

/** Who saw it, each once, engines under the one name `embedded`. */
export function witnessNames(finding: Finding, outcome: Outcome): string {
  const engines = new Set(outcome.scans.filter(({ origin }) => origin === 'embedded').map(({ scanner }) => scanner));
  const names = finding.witnesses.map(({ scanner }) => (engines.has(scanner) ? 'embedded' : oneLine(scanner, 60)));
  return [...new Set(names)].sort((a, b) => Number(b === 'embedded') - Number(a === 'embedded')).join(', ');
}

/** Why something required is missing, and what to do: `semgrep timed out after 120 s (raise its timeout, or mark it optional)`. */
export function gapText({ scanners, why, remedy }: GapGroup): string {
  const names = scanners.slice(0, 4).map((scanner) => oneLine(scanner, 60));
  const who = scanners.length > 4 ? `${names.join(', ')} and ${scanners.length - 4} more` : names.join(', ');
  const what = `${who} ${oneLine(why, 400)}`;
  if (remedy === undefined || remedy.trim() === '') return what;
  return what.endsWith(')') ? `${what}: ${oneLine(remedy, 200)}` : `${what} (${oneLine(remedy, 200)})`;
}

/** Why nothing ran in a category: `profile embedded has no scanner for sast, iac`, `sca: no npm lockfile here`. */
export function idleText(categories: string, why: string): string {
  const text = oneLine(why, 120);
  return text.endsWith(' for it') ? text.replace(/ it$/, ` ${categories}`) : `${categories}: ${text}`;
}

/** How bad an advisory finds it and how likely an exploit is, as far as somebody knows: short clauses. */
export function factsOf(finding: Finding): readonly string[] {
  const { kev, epss } = finding.exploitability ?? {};
  return [
    ...assessmentOf(finding),
    ...(kev === undefined ? [] : [`exploited in the wild: ${kev ? 'yes' : 'no'}`]),
    ...(epss === undefined ? [] : [`EPSS ${percent(epss)}`]),
  ];
}

/** `CVSS 9.8, reachable over the network without rights`. */
function assessmentOf({ severitySource, score, cvss }: Finding): readonly string[] {
  if (severitySource !== 'advisory' || score === undefined) return [];
  const reach = cvss === undefined ? undefined : reachInWords(cvss);
  return [`CVSS ${score.toFixed(1)}${reach === undefined ? '' : `, reachable ${reach}`}`];
}

/** What the scanner said on this place, then what its rule says in general. */
function said(finding: Finding, room: Room): readonly string[] {
  const help = firstSentences(finding.rule.help ?? '', room);
  const message = firstSentences(finding.message, room);
  // Of a package, a scanner's message only says again which version of what is affected by which advisory.
  return finding.package !== undefined && help !== '' ? [help] : [message, help];
}

function ruleTitleOf({ rule }: Finding): string {
  return oneLine(rule.title.trim() === '' ? rule.id : rule.title, TITLE_LENGTH);
}

/** With the name that people search for, CVE before GHSA before whatever else there is, unless it is there already. */
function withAdvisory(text: string, { advisories }: Finding): string {
  const preferred =
    advisories.find((id) => id.startsWith('CVE-')) ?? advisories.find((id) => id.startsWith('GHSA-')) ?? advisories[0];
  const name = preferred === undefined ? undefined : oneLine(preferred, 60);
  return name === undefined || text.includes(name) ? text : `${text} (${name})`;
}

/** Words that make no difference between what two texts say. */
const SMALL_WORDS = new Set(['a', 'an', 'the', 'in', 'of', 'is', 'has', 'by', 'clear', 'text', 'vulnerability']);

/** Whether `known` already says what `text` says, in whatever order, case and punctuation. */
function says(known: string, text: string): boolean {
  const knownWords = new Set(wordsOf(known));
  return wordsOf(text).every((word) => knownWords.has(word) || SMALL_WORDS.has(word));
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** One cure for all problems of a package; several that differ are told one after the other. */
export function fixOfAll(findings: readonly Finding[]): string | undefined {
  const fixes = [...new Set(findings.flatMap((finding) => fixOf(finding) ?? []))];
  const versions = [...new Set(findings.flatMap(({ package: affected }) => affected?.fixedVersions[0] ?? []))];
  const name = findings[0]?.package?.name;
  const isPlain = fixes.length > 1 && fixes.every((fix) => /^raise \S+ to \S+ \(first fixed\)$/.test(fix));
  if (!isPlain || name === undefined) return fixes.length === 0 ? undefined : fixes.join('; ');
  const all = versions.map((version) => oneLine(version, 40)).join(', ');
  return `raise ${oneLine(name, 80)} to the highest of ${all} (first fixed each)`;
}

/** Sentences stay sentences; what goes on in lower case is joined with a semicolon. */
function joinClauses(texts: readonly string[]): string | undefined {
  if (texts.length === 0) return undefined;
  return texts.reduce((before, text) => {
    if (/[.!?…]$/.test(before))
      return `${before} ${text.replace(/^[a-z](?=[a-z]* )/, (letter) => letter.toUpperCase())}`;
    return /^\p{Lu}/u.test(text) && !/^(EPSS|CVSS) /.test(text) ? `${before}. ${text}` : `${before}; ${text}`;
  });
}
