import { canonicalPurl } from '../../model/purl.ts';
import type { Result } from '../../model/result.ts';
import { count } from '../../model/text.ts';
import { type Group, gatherBy } from './group.ts';

/**
 * Results of one tool are one finding only when rule and place are equal (and the package, where there is one: a manifest's
 * packages often share its first line). Whatever a tool says twice otherwise, it means twice.
 */
export function groupRepeats(results: readonly Result[]): readonly Group[] {
  return gatherBy(results, keyOf).map((members) => ({
    members,
    because:
      members.length === 1
        ? []
        : [`${count(members.length, 'result')} of ${members[0].scanner} agree in rule and place`],
  }));
}

function keyOf({ scanner, category, rule, location, resource, package: affected }: Result): string {
  const { path, region } = location;
  const about = affected === undefined ? [] : [canonicalPurl(affected.purl) ?? affected.purl, affected.version ?? ''];
  return JSON.stringify([
    scanner,
    category,
    rule.id,
    path,
    region.startLine,
    region.startColumn,
    region.endLine,
    region.endColumn,
    ...about,
    // All of an image has one place, and may hold two files with a credential.
    ...(category === 'container' && resource !== undefined ? [resource] : []),
  ]);
}
