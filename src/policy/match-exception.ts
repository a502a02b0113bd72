import picomatch from 'picomatch';
import type { Finding } from '../model/finding.ts';
import { canonicalPurl, purlVersion } from '../model/purl.ts';
import type { Exception } from './policy.ts';
import { matchesWildcard } from './wildcard.ts';

/** Whether an exception still works on a day (ISO date, UTC). The day it names is its last. */
export function isExpired(exception: Exception, today: string): boolean {
  return exception.expires < today;
}

/**
 * Whether an exception is about a finding, whether or not it has expired: rule (canonical, of any witness, or any advisory id),
 * path and package must all fit; what it leaves out fits everything.
 */
export function matchesException(exception: Exception, finding: Finding): boolean {
  return (
    matchesRule(exception.rule, finding) &&
    matchesPath(exception, finding) &&
    matchesPackage(exception.package, finding)
  );
}

function matchesRule(pattern: string, finding: Finding): boolean {
  const names = [finding.rule.id, ...finding.witnesses.map(({ rule }) => rule), ...finding.advisories];
  return names.some((name) => matchesWildcard(pattern, name));
}

function matchesPath({ path }: Exception, finding: Finding): boolean {
  return path === undefined || pathMatcher(path)(finding.location.path);
}

// Compiled once a pattern: a run may ask it about 25,000 findings.
const matchers = new Map<string, (path: string) => boolean>();

function pathMatcher(glob: string): (path: string) => boolean {
  // Dotfiles count like any other, as in `paths.exclude`; extended globs are off because they can be made to run for ever.
  const matcher = matchers.get(glob) ?? picomatch(glob, { dot: true, noextglob: true });
  matchers.set(glob, matcher);
  return matcher;
}

/** With a version in the exception's purl only that version is meant. */
function matchesPackage(purl: string | undefined, finding: Finding): boolean {
  if (purl === undefined) return true;
  if (finding.package === undefined) return false;
  const wanted = canonicalPurl(purl);
  const version = purlVersion(purl);
  return (
    wanted !== undefined &&
    wanted === canonicalPurl(finding.package.purl) &&
    (version === undefined || version === finding.package.version)
  );
}
