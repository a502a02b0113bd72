import { satisfies, valid, validRange } from 'semver';
import rule from '../../../../rules/lockfiles/out-of-date.yml';
import type { LockedProject } from '../../../inventory/integrity/locked-file.ts';
import { printable, shorten } from '../../../model/text.ts';
import type { Audit, AuditResult, Lockfile } from '../audit.ts';
import type { Manifest, Request } from '../manifest.ts';
import { nameInOverride } from '../requested.ts';
import { summarize } from '../summarize.ts';

/** What a package.json asks for and its lockfile does not hold. */
export const outOfDate: Audit = {
  rule,
  examine: (lockfile) =>
    lockfile.locked.projects.flatMap((project) => {
      const manifest = lockfile.around.manifests.get(project.folder);
      return manifest === undefined ? [] : examineProject(project, manifest, lockfile);
    }),
};

interface Drift extends Request {
  readonly what: string;
}

function examineProject(project: LockedProject, manifest: Manifest, { locked }: Lockfile): readonly AuditResult[] {
  const overridden = new Set([...manifest.overridden, ...locked.overridden].map(nameInOverride));
  const drifts = manifest.requests.flatMap((request): readonly Drift[] => {
    const what = overridden.has(request.name) ? undefined : driftOf(request, project, manifest);
    return what === undefined ? [] : [{ ...request, what }];
  });
  const results = summarize(drifts, {
    one: (drift) => `${shownRequest(drift)} is asked for, and ${drift.what}`,
    many: (all, first) =>
      `${all.length} requests are not what the lockfile was made for: ${shownRequest(first)} is asked for, and ${first.what}`,
  });
  return results.map((result) => ({ ...result, path: manifest.path }));
}

/** Only ranges of versions are judged: tags, addresses and the catalogs of a workspace say nothing by themselves. */
function driftOf({ name, range, line: _ }: Request, project: LockedProject, manifest: Manifest): string | undefined {
  if (range.trim() === '' || validRange(range) === null) return undefined;
  const held = project.held(name, range);
  switch (held.kind) {
    case 'absent':
      // A member of the workspace is in no lockfile of Yarn 1.
      return manifest.hasWorkspaces ? undefined : 'the lockfile does not hold it';
    case 'other':
      return validRange(held.range) === null
        ? undefined
        : `the lockfile was made for ${shorten(printable(held.range), 40)}`;
    case 'held': {
      if (held.version === undefined || valid(held.version) === null) return undefined;
      const fits = satisfies(held.version, range, { includePrerelease: true, loose: true });
      return fits ? undefined : `the lockfile holds ${held.version}`;
    }
  }
}

function shownRequest({ name, range }: Request): string {
  return `${shorten(printable(name), 60)} ${shorten(printable(range), 40)}`;
}
