import type { ScannedFile } from '../contract.ts';

export const NOTHING_FOR_WORKFLOWS = 'no GitHub workflow or action here';

/**
 * Whether a file is a workflow (`.github/workflows/*.yml`, at the root or below any folder, since the scanned root may hold
 * several repositories), an action's metadata (`action.yml`) or the configuration of Dependabot.
 */
export function wantsForWorkflows(file: ScannedFile): boolean {
  return kindOfPath(file.path) !== 'other';
}

/** Whether GitHub runs it: a workflow at the root, or an action, which any of them may use. */
export function needsForWorkflows({ path }: ScannedFile): boolean {
  const kind = kindOfPath(path);
  return kind === 'action' || (kind === 'workflow' && isAtRoot(path));
}

/** What GitHub takes a file of this path for. Workflows in folders below `.github/workflows` are not read by GitHub. */
export function kindOfPath(path: string): 'workflow' | 'action' | 'dependabot' | 'other' {
  if (/(^|\/)\.github\/workflows\/[^/]+\.ya?ml$/.test(path)) return 'workflow';
  if (/(^|\/)action\.ya?ml$/.test(path)) return 'action';
  if (/(^|\/)\.github\/dependabot\.ya?ml$/.test(path)) return 'dependabot';
  return 'other';
}

/** Whether GitHub would run this workflow if the scanned root is a repository's: one further down is a template or another repository's. */
export function isAtRoot(path: string): boolean {
  return path.startsWith('.github/');
}
