/** What `uses:` names (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsuses). */
export type UsesReference =
  /** `checkout`: from the workspace, which may hold something else by then. `commit`: as it stands in the commit that runs (`$/`). */
  | { readonly kind: 'local'; readonly from: 'checkout' | 'commit' }
  | { readonly kind: 'docker'; readonly image: string }
  | RepositoryReference
  /** Computed or malformed: GitHub refuses it. */
  | { readonly kind: 'unknown' };

export interface RepositoryReference {
  readonly kind: 'repository';
  /** In lower case, as GitHub compares. */
  readonly owner: string;
  /** `owner/repo`, lower case. */
  readonly repository: string;
  /** `owner/repo` or `owner/repo/path`, lower case. */
  readonly name: string;
  /** As written behind `@`. */
  readonly ref: string | undefined;
  readonly pin: Pin;
}

export type Pin = 'commit' | 'short-commit' | 'branch' | 'tag' | 'none';

/** Reads the value of `uses`. */
export function parseUses(value: string): UsesReference {
  // https://github.blog/changelog/2026-07-30-reference-same-repository-actions-with-self-repository-syntax/
  if (value.startsWith('$/')) return { kind: 'local', from: 'commit' };
  if (value.startsWith('./') || value.startsWith('../')) return { kind: 'local', from: 'checkout' };
  if (/^docker:\/\//i.test(value)) return { kind: 'docker', image: value.slice('docker://'.length) };
  const match = /^([\w.-]+)\/([\w.-]+)((?:\/[^@\s]*)?)(?:@(\S+))?$/.exec(value);
  if (match === null) return { kind: 'unknown' };
  const [, owner = '', repo = '', path = '', ref] = match;
  const repository = `${owner}/${repo}`.toLowerCase();
  return {
    kind: 'repository',
    owner: owner.toLowerCase(),
    repository,
    name: `${repository}${path.toLowerCase()}`.replace(/\/+$/, ''),
    ref,
    pin: pinOf(ref),
  };
}

/** GitHub's own organisations, whose code runs on every hosted runner anyway. */
export function isByGitHub(reference: RepositoryReference): boolean {
  return reference.owner === 'actions' || reference.owner === 'github';
}

/** A full commit has 40 digits, 64 in a SHA-256 repository. Names without a number are branches by all custom. */
function pinOf(ref: string | undefined): Pin {
  if (ref === undefined) return 'none';
  if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(ref)) return 'commit';
  if (/^[0-9a-f]{7,39}$/i.test(ref) && /[a-f]/i.test(ref) && /\d/.test(ref)) return 'short-commit';
  if (
    ref.startsWith('refs/heads/') ||
    /^(?:main|master|trunk|develop|dev|head|latest|stable|next|nightly|edge)$/i.test(ref)
  ) {
    return 'branch';
  }
  return 'tag';
}
