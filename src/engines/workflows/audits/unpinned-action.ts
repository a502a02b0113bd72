import rule from '../../../../rules/workflows/unpinned-action.yml';
import type { Severity } from '../../../model/severity.ts';
import type { Audit, AuditResult } from '../audit.ts';
import { incidentsOf } from '../model/incidents.ts';
import { isByGitHub, type RepositoryReference } from '../model/uses.ts';
import { type UsesSite, usesOf } from '../model/uses-of.ts';
import { isPowerful, powerOfJob } from '../reach/power.ts';

/** Actions and reusable workflows whose reference can be moved to other code. */
export const unpinnedAction: Audit = {
  rule,
  examine: (automation) => usesOf(automation).flatMap(examineUses),
};

function examineUses(site: UsesSite): readonly AuditResult[] {
  const { reference, text } = site.uses;
  if (reference.kind !== 'repository' || reference.pin === 'commit') return [];
  // A tag that is listed as malware says all of this and more.
  if (incidentsOf(reference).length > 0) return [];
  return [{ region: text.region, message: describe(text.value, reference), severity: severityOf(reference, site) }];
}

/** A branch changes with every push, not only when somebody moves a tag: with others' code and rights that matter, it blocks. */
function severityOf(reference: RepositoryReference, { workflow, job }: UsesSite): Severity {
  const isBranch = reference.pin === 'branch' || reference.pin === 'none';
  if (isByGitHub(reference)) return isBranch ? 'medium' : 'low';
  if (!isBranch) return 'medium';
  const power = workflow && job && powerOfJob(workflow, job);
  // Only what is written down counts: with the repository's default rights nobody said that there is something to take.
  return power !== undefined && isPowerful(power) && power.token !== 'default' ? 'high' : 'medium';
}

function describe(uses: string, { ref, pin, name }: RepositoryReference): string {
  switch (pin) {
    case 'short-commit':
      return `${name} is pinned to ${ref}, which is not a full commit: a tag or branch of that name would be taken instead`;
    case 'branch':
      return `${name} follows the branch ${ref}: every push to it runs here at once, whoever makes it`;
    case 'none':
      return `${name} names no version at all`;
    case 'commit':
    case 'tag':
      return `${uses} follows a tag: whoever controls that repository can move it to other code`;
  }
}
