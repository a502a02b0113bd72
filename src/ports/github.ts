import type { FilePath } from '../model/path.ts';
import type { PullRequest } from './ci-context.ts';

/** Line numbers of the new side that a pull request adds or changes, by path. */
export type ChangedLines = ReadonlyMap<FilePath, ReadonlySet<number>>;

/** GitHub's API, as far as the token reaches. */
export interface GitHub {
  /** `undefined` when there is no token or it may not read the pull request; `note` says why. */
  changedLines(
    pullRequest: PullRequest,
  ): Promise<{ readonly lines: ChangedLines | undefined; readonly note: string | undefined }>;
}
