import { fixedVersions } from '../../advisories/affects.ts';
import type { Package } from '../../model/package.ts';
import type { ReportedResult } from '../../model/result.ts';
import { count, printable, shorten } from '../../model/text.ts';
import type { Occurrence } from './occurrences.ts';
import { type Problem, ruleOfProblem } from './problem.ts';

const LONGEST_TITLE = 120;

/** One problem of one package in one manifest, among `known`, all problems of this version of the package. */
export function resultOf(occurrence: Occurrence, problem: Problem, known: readonly Problem[]): ReportedResult {
  const { ecosystem, name, version, purl, manifest, line, path, development } = occurrence.package;
  const fixed = problem.malicious ? [] : fixedVersions(occurrence.package, problem.records);
  const title = titleOf(problem, name);
  const places = occurrence.places > 1 ? `, in ${count(occurrence.places, 'place')}` : '';
  const declared = occurrence.package.declaredOnly
    ? '; as declared here, a parent or another dependency may change the version'
    : '';
  return {
    rule: ruleOfProblem(problem, title),
    category: 'sca',
    message: `${printable(name)} ${printable(version)}: ${title} (${problem.id})${places}${declared}`,
    claims: problem.claims,
    path: manifest,
    region: { startLine: line },
    package: { ecosystem, name, version, purl, fixedVersions: fixed, path, development },
    advisories: problem.ids,
    remediation: { text: remedyOf(occurrence.package, problem, cureOf(occurrence, fixed[0], known)) },
  };
}

/** `prototype pollution` for `Prototype Pollution in lodash`: reporters put the package before it. */
function titleOf({ malicious, summary }: Problem, name: string): string {
  if (malicious) return 'malicious package';
  const ending = ` in ${name}`;
  const short = summary.toLowerCase().endsWith(ending.toLowerCase()) ? summary.slice(0, -ending.length) : summary;
  const title = shorten(printable(short), LONGEST_TITLE);
  return title === '' ? 'known vulnerability' : inSentence(title);
}

/** `Prototype Pollution` → `prototype pollution`, `Leak of X` → `leak of X`; names like `ReDoS` and `SQL`, and what mixes both ways, stay. */
function inSentence(title: string): string {
  const words = title.split(' ');
  const isCapital = (word: string) => /^[A-Z][a-z-]+$/.test(word);
  const isTitleCase = words.every((word) => !/^[a-z]{4}/.test(word));
  const isSentence = !words.slice(1).some(isCapital);
  return isTitleCase || isSentence
    ? words.map((word) => (isCapital(word) ? word.toLowerCase() : word)).join(' ')
    : title;
}

/** A version that cures, and what it cures in words. */
interface Cure {
  readonly version: string;
  readonly reach: string;
}

/** The version without any known problem where there are several and it exists, so that nobody raises a package twice; else the first fix. */
function cureOf({ package: item }: Occurrence, first: string | undefined, known: readonly Problem[]): Cure | undefined {
  if (first === undefined) return undefined;
  const isOpen = known.some(({ malicious, records }) => malicious || fixedVersions(item, records).length === 0);
  const records = known.flatMap((problem) => problem.records);
  const whole = known.length < 2 || isOpen ? undefined : fixedVersions(item, records)[0];
  return whole === undefined
    ? { version: first, reach: ' (first fixed)' }
    : { version: whole, reach: ` (cures ${known.length === 2 ? 'both' : `all ${known.length}`} known problems)` };
}

function remedyOf(item: Package, problem: Problem, cure: Cure | undefined): string {
  const name = printable(item.name);
  const way = item.path.map(printable).join(' › ');
  if (problem.malicious) {
    const carrier = item.path[0] === undefined ? '' : ` (it comes with ${way})`;
    return `remove ${name}${carrier}, and treat every machine that installed it as compromised: its secrets must be replaced`;
  }
  if (cure === undefined) {
    const carrier = item.path[0] === undefined ? '' : `; it comes with ${way}`;
    return `there is no fix yet: replace ${name}, or accept it with a reason${carrier}`;
  }
  const fixed = `${printable(cure.version)}${cure.reach}`;
  if (item.ecosystem === 'Go' && item.name === 'stdlib') return `raise Go to ${fixed} in the go or toolchain line`;
  if (item.path[0] === undefined) return `raise ${name} to ${fixed}`;
  return `raise ${name} to ${fixed}: raise ${printable(item.path[0])}, which brings it in, or override it`;
}
