/** The words that all surfaces share: one finding reads the same on a terminal, in a summary and in an annotation. */
import type { Finding } from '../model/finding.ts';
import type { Outcome } from '../model/outcome.ts';
import { percent } from './amounts.ts';
import { oneLine, webAddress } from './safe-text.ts';

const TITLE_LENGTH = 200;
const TEXT_LENGTH = 500;

/** What is wrong, on one line: `lodash 4.17.15: prototype pollution (CVE-2020-8203)`. */
export function titleOf(finding: Finding): string {
  const title = oneLine(finding.rule.title.trim() === '' ? finding.rule.id : finding.rule.title, TITLE_LENGTH);
  const affected = finding.package;
  if (affected === undefined) return title;
  const name = oneLine(affected.name, 80);
  const versioned = affected.version === undefined ? name : `${name} ${oneLine(affected.version, 40)}`;
  const subject = title.startsWith(versioned) ? title : `${versioned}: ${title}`;
  const advisory = preferredAdvisory(finding);
  return advisory === undefined || subject.includes(advisory) ? subject : `${subject} (${advisory})`;
}

/** Why it matters, in a few sentences; `undefined` when nobody said more than the title. */
export function whyOf(finding: Finding): string | undefined {
  const help = oneLine(finding.rule.help ?? '', TEXT_LENGTH);
  // Of a package, a scanner's message only says again which version of what is affected by which advisory.
  const message = finding.package !== undefined && help !== '' ? '' : oneLine(finding.message, TEXT_LENGTH);
  const title = titleOf(finding);
  const texts: string[] = [];
  for (const text of [message, help]) if (![title, ...texts].some((known) => says(known, text))) texts.push(text);
  return joinClauses([...texts, ...exploitabilityOf(finding)]);
}

/** What to do about it; `undefined` when nobody said. */
export function fixOf(finding: Finding): string | undefined {
  if (finding.remediation !== undefined && finding.remediation.text.trim() !== '') {
    return oneLine(finding.remediation.text, TEXT_LENGTH);
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

/** The package's way into the tree: `via express-handlebars › handlebars`; `undefined` for a direct dependency and for no package. */
export function viaOf(finding: Finding): string | undefined {
  const path = finding.package?.path ?? [];
  if (path.length === 0) return undefined;
  const names = path.map((name) => oneLine(name, 80));
  const shown = names.length <= 6 ? names : [...names.slice(0, 3), '…', ...names.slice(-2)];
  return `via ${shown.join(' › ')}`;
}

/** Who saw it, each once, engines under the one name `embedded`. */
export function witnessNames(finding: Finding, outcome: Outcome): string {
  const engines = new Set(outcome.scans.filter(({ origin }) => origin === 'embedded').map(({ scanner }) => scanner));
  const names = finding.witnesses.map(({ scanner }) => (engines.has(scanner) ? 'embedded' : oneLine(scanner, 60)));
  return [...new Set(names)].sort((a, b) => Number(b === 'embedded') - Number(a === 'embedded')).join(', ');
}

/** `exploited in the wild: no` and `EPSS 2 %`, as far as somebody knows. */
function exploitabilityOf(finding: Finding): readonly string[] {
  const { kev, epss } = finding.exploitability ?? {};
  return [
    ...(kev === undefined ? [] : [`exploited in the wild: ${kev ? 'yes' : 'no'}`]),
    ...(epss === undefined ? [] : [`EPSS ${percent(epss)}`]),
  ];
}

/** The name that people search for: CVE before GHSA before whatever else there is. */
function preferredAdvisory(finding: Finding): string | undefined {
  const names = finding.advisories;
  const name = names.find((id) => id.startsWith('CVE-')) ?? names.find((id) => id.startsWith('GHSA-')) ?? names[0];
  return name === undefined ? undefined : oneLine(name, 60);
}

/** Whether `known` already says what `text` says, apart from case and punctuation. */
function says(known: string, text: string): boolean {
  return letters(known).includes(letters(text));
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Sentences stay sentences; what goes on in lower case is joined with a semicolon. */
function joinClauses(texts: readonly string[]): string | undefined {
  if (texts.length === 0) return undefined;
  return texts.reduce((said, text) => {
    if (/[.!?…]$/.test(said)) return `${said} ${text.replace(/^[a-z](?=[a-z]* )/, (letter) => letter.toUpperCase())}`;
    return /^\p{Lu}/u.test(text) && !text.startsWith('EPSS ') ? `${said}. ${text}` : `${said}; ${text}`;
  });
}
