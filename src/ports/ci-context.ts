/** What the CI says about this run. */
export interface CiContext {
  /** `undefined` outside CI. */
  readonly pullRequest: PullRequest | undefined;
  /** `https://github.com/owner/repo/blob/<sha>/`, to link a place. */
  readonly blobUrl: string | undefined;
  /** `https://github.com/owner/repo/actions/runs/1` */
  readonly runUrl: string | undefined;
}

export interface PullRequest {
  readonly number: number;
  readonly baseSha: string;
  readonly headSha: string;
  readonly fromFork: boolean;
}
