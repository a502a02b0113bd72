import { fixedVersions } from '../../advisories/affects.ts';
import type { Package } from '../../model/package.ts';
import type { ReportedResult } from '../../model/result.ts';
import { count, printable, shorten } from '../../model/text.ts';
import type { Occurrence } from './occurrences.ts';
import type { Problem } from './problem.ts';

const LONGEST_TITLE = 120;

/** One problem of one package in one manifest. */
export function resultOf(occurrence: Occurrence, problem: Problem): ReportedResult {
  const { ecosystem, name, version, purl, manifest, line, path, development } = occurrence.package;
  const fixed = problem.malicious ? [] : fixedVersions(occurrence.package, problem.records);
  const title = titleOf(problem, name);
  const places = occurrence.places > 1 ? `, in ${count(occurrence.places, 'place')}` : '';
  return {
    rule: {
      id: problem.id,
      title,
      ...(problem.details === undefined ? {} : { help: problem.details }),
      helpUri: problem.url,
      cwes: problem.cwes,
    },
    category: 'sca',
    message: `${printable(name)} ${printable(version)}: ${title} (${problem.id})${places}`,
    claims: problem.claims,
    path: manifest,
    region: { startLine: line },
    package: { ecosystem, name, version, purl, fixedVersions: fixed, path, development },
    advisories: problem.ids,
    remediation: { text: remedyOf(occurrence.package, problem, fixed[0]) },
  };
}

/** `prototype pollution` for `Prototype Pollution in lodash`: reporters put the package before it. */
function titleOf({ malicious, summary }: Problem, name: string): string {
  if (malicious) return 'malicious package';
  const ending = ` in ${name}`;
  const short = summary.toLowerCase().endsWith(ending.toLowerCase()) ? summary.slice(0, -ending.length) : summary;
  const title = shorten(printable(short), LONGEST_TITLE);
  return title === '' ? 'known vulnerability' : title.split(' ').map(inSentence).join(' ');
}

/** `Prototype Pollution` → `prototype pollution` where a title capitalises its words; names like `ReDoS` and `SQL` stay. */
function inSentence(word: string, index: number, words: readonly string[]): string {
  const isTitleCase = words.length < 5 && words.every((other) => /^[A-Z(]/.test(other) || other.length < 4);
  return (index === 0 || isTitleCase) && /^[A-Z][a-z-]+$/.test(word) ? word.toLowerCase() : word;
}

function remedyOf(item: Package, problem: Problem, firstFixed: string | undefined): string {
  const name = printable(item.name);
  const way = item.path.map(printable).join(' › ');
  if (problem.malicious) {
    const carrier = item.path[0] === undefined ? '' : ` (it comes with ${way})`;
    return `remove ${name}${carrier}, and treat every machine that installed it as compromised: its secrets must be replaced`;
  }
  if (firstFixed === undefined) {
    const carrier = item.path[0] === undefined ? '' : `; it comes with ${way}`;
    return `there is no fix yet: replace ${name}, or accept it with a reason${carrier}`;
  }
  const fixed = printable(firstFixed);
  if (item.ecosystem === 'Go' && item.name === 'stdlib') {
    return `raise Go to ${fixed} (first fixed) in the go or toolchain line`;
  }
  if (item.path[0] === undefined) return `raise ${name} to ${fixed} (first fixed)`;
  return `raise ${name} to ${fixed} (first fixed): it comes with ${way}, so raise ${printable(item.path[0])} to a version that brings it, or override it`;
}
