import { joinWords } from '../../config/words.ts';
import { canonicalPurl } from '../../model/purl.ts';
import type { Result } from '../../model/result.ts';
import { printable, shorten } from '../../model/text.ts';
import type { ScanRecord } from '../record.ts';
import { AliasClosure, closureOf } from './aliases.ts';
import { type Group, gatherBy, scannersOf } from './group.ts';

/** Whether a result has the key by which sca and container results correlate: a package and an advisory about it. */
export function isVulnerability({ category, package: affected, advisories }: Result): boolean {
  return (category === 'sca' || category === 'container') && affected !== undefined && advisories.length > 0;
}

/**
 * Known vulnerabilities by alias closure × package × manifest, whoever reports them. What the advisories say of their aliases counts
 * everywhere; names that only a result puts side by side count for its own package alone.
 */
export function groupVulnerabilities(
  results: readonly Result[],
  { advisories }: Pick<ScanRecord, 'advisories'>,
): readonly Group[] {
  const known = closureOf(advisories);
  return gatherBy(results, packageKey).flatMap((ofPackage) => {
    const local = new AliasClosure();
    for (const { advisories: names } of ofPackage) local.unite(names.map((name) => known.keyOf(name)));
    return gatherBy(ofPackage, (result) => local.keyOf(known.keyOf(result.advisories[0] ?? ''))).map((members) => ({
      members,
      because: members.length === 1 ? [] : [reasonOf(members)],
    }));
  });
}

function packageKey({ category, package: affected, location }: Result): string {
  if (affected === undefined) throw new Error('a vulnerability has a package');
  const { purl, version } = affected;
  return JSON.stringify([category, canonicalPurl(purl) ?? purl, version ?? null, location.path]);
}

/** `CVE-2020-8203 and GHSA-p6mc-m468-83gw name one vulnerability of pkg:npm/lodash in package-lock.json (gatehouse-sca, trivy)`. */
function reasonOf(members: Group['members']): string {
  const names = [...new Set(members.flatMap(({ advisories }) => advisories))].sort();
  const shown = joinWords(
    names.slice(0, 4).map((name) => shorten(name, 60)),
    'and',
  );
  const verb = names.length === 1 ? 'names' : 'name';
  const [{ package: affected, location }] = members;
  return printable(
    `${shown} ${verb} one vulnerability of ${affected?.purl} in ${location.path} (${scannersOf(members).join(', ')})`,
  );
}
