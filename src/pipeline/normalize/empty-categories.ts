import type { Settings } from '../../config/settings.ts';
import type { Category } from '../../model/category.ts';
import { CATEGORIES } from '../../model/category.ts';
import type { Scan } from '../../model/scan.ts';

/**
 * Categories for which nothing ran, with the reason. One with a gap is none of them: there something should have run.
 */
export function findEmptyCategories(
  scans: readonly Scan[],
  { categories, profile }: Pick<Settings, 'categories' | 'profile'>,
): readonly { readonly category: Category; readonly why: string }[] {
  return CATEGORIES.flatMap((category) => {
    if (categories.length > 0 && !categories.includes(category)) return [{ category, why: 'not asked for' }];
    const own = scans.filter((scan) => scan.category === category);
    const reasons = own.map(({ scanner, required, status }) => idleReason(scanner, required, status));
    if (reasons.includes(undefined)) return [];
    const said = [...new Set(reasons)].sort();
    return [{ category, why: said.length > 0 ? said.join('; ') : `profile ${profile} has no scanner for it` }];
  });
}

/** Why a scanner did nothing, or `undefined` when it ran or leaves a gap. */
function idleReason(scanner: string, required: boolean, status: Scan['status']): string | undefined {
  switch (status.state) {
    case 'skipped':
      return status.why;
    case 'unavailable':
      return required ? undefined : `${scanner}: ${status.why}`;
    case 'ok':
    case 'failed':
    case 'timed-out':
      return undefined;
  }
}
