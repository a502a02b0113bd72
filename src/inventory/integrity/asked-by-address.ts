/**
 * Whether what stands behind a name in a package.json leads past the registry (https://docs.npmjs.com/cli/configuring-npm/package-json#dependencies):
 * an address, git, a repository of GitHub, a folder.
 */
export function asksForAddress(range: unknown): boolean {
  if (typeof range !== 'string' || /^(npm|workspace|catalog|patch|jsr):/.test(range)) return false;
  return /[:/]/.test(range) || /^\.{1,2}$/.test(range);
}
