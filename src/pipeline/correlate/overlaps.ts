import { joinWords } from '../../config/words.ts';
import type { Category } from '../../model/category.ts';
import { compareRegions, regionsOverlap } from '../../model/location.ts';
import type { Result } from '../../model/result.ts';
import { ClusterIndex } from './cluster-index.ts';
import { controlOf } from './controls.ts';
import { type Group, scannersOf } from './group.ts';

/** Why two results of different tools at overlapping places of one file are the same problem; `undefined` when they are not. */
type Agreement = (a: Result, b: Result) => string | undefined;

/**
 * What makes overlapping results of different tools one finding, by category. A credential's place is its identity. In the other
 * categories a place is not enough: until the crosswalk or equal weaknesses (CWE) say that two rules mean the same, they stay apart.
 */
const AGREEMENTS: Readonly<Partial<Record<Category, Agreement>>> = {
  secrets: () => 'point at overlapping places of one file',
  iac: nameOneControl,
  'supply-chain': nameOneControl,
};

/** The crosswalk says that both rules are the same control. */
function nameOneControl(a: Result, b: Result): string | undefined {
  const control = controlOf(a);
  if (control === undefined || control !== controlOf(b)) return undefined;
  return `name one control (${control}) at overlapping places of one file`;
}

/** A finding in the making. */
interface Cluster {
  readonly groups: Group[];
  reason: string | undefined;
}

/**
 * Joins groups of different tools by complete linkage in canonical order: a group joins the first cluster in which it agrees with every
 * member and whose tools are all others. So no chain of overlaps ties together what does not overlap itself.
 */
export function joinOverlaps(groups: readonly Group[]): readonly Group[] {
  const byFile = new Map<string, ClusterIndex<Cluster>>();
  for (const group of groups) {
    const [{ category, location }] = group.members;
    const key = JSON.stringify([category, location.path]);
    const index = byFile.get(key) ?? new ClusterIndex<Cluster>();
    byFile.set(key, index);
    const agreement = AGREEMENTS[category];
    const isJoined = agreement !== undefined && joinOne(index.near(location.region), group, agreement);
    if (!isJoined) index.add({ groups: [group], reason: undefined }, location.region);
  }
  return [...byFile.values()].flatMap(({ clusters }) => clusters).map(groupOf);
}

/** Adds the group to the first cluster that takes it; says whether one did. Whoever joins overlaps the cluster's first group. */
function joinOne(clusters: readonly Cluster[], group: Group, agreement: Agreement): boolean {
  for (const cluster of clusters) {
    const reason = agreementWithAll(cluster, group, agreement);
    if (reason === undefined) continue;
    cluster.groups.push(group);
    cluster.reason = reason;
    return true;
  }
  return false;
}

function agreementWithAll({ groups }: Cluster, group: Group, agreement: Agreement): string | undefined {
  let reason: string | undefined;
  for (const other of groups) {
    // The members of a group share tool and place: its first speaks for all.
    const [a] = other.members;
    const [b] = group.members;
    if (a.scanner === b.scanner || !sharePlace(a, b)) return undefined;
    reason = agreement(a, b);
    if (reason === undefined) return undefined;
  }
  return reason;
}

/** An empty region (a column without width) shares a place with one that is equal. */
function sharePlace(a: Result, b: Result): boolean {
  const [left, right] = [a.location.region, b.location.region];
  return regionsOverlap(left, right) || compareRegions(left, right) === 0;
}

function groupOf({ groups, reason }: Cluster): Group {
  const [first, ...others] = groups.map(({ members }) => members);
  if (first === undefined) throw new Error('a cluster is never empty');
  const members: Group['members'] = [...first, ...others.flat()];
  const joined = reason === undefined ? [] : [`${joinWords(scannersOf(members), 'and')} ${reason}`];
  return { members, because: [...groups.flatMap(({ because }) => because), ...joined] };
}
