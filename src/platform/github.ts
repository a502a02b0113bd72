import * as z from 'zod';
import { messageOf } from '../model/errors.ts';
import { count, printable, shorten } from '../model/text.ts';
import type { PullRequest } from '../ports/ci-context.ts';
import type { ChangedLines, GitHub } from '../ports/github.ts';
import type { Environment } from './environment.ts';
import { patchLines } from './patch-lines.ts';

type Answer = Awaited<ReturnType<GitHub['changedLines']>>;

/** https://docs.github.com/rest/pulls/pulls#list-pull-requests-files: no more files than this, 100 a page. */
const MOST_FILES = 3_000;
const PAGE = 100;
const LIMIT_MS = 60_000;

/** Binary files and very large changes have no patch. */
const changedFile = z.object({
  filename: z.string(),
  status: z.string(),
  changes: z.int().nonnegative(),
  patch: z.string().optional(),
});
type ChangedFile = z.infer<typeof changedFile>;

/** GitHub's API through @actions/github, at `GITHUB_API_URL`. Never rejects: without an answer there is a note that says why. */
export function createGitHub(token: string | undefined, env: Environment): GitHub {
  return {
    async changedLines(pullRequest) {
      const [owner, repo] = (env.GITHUB_REPOSITORY ?? '').split('/');
      if (token === undefined || token === '') return unknown('there is no token (input github-token)');
      if (!owner || !repo) return unknown('GITHUB_REPOSITORY does not name the repository');
      try {
        return toLines(await listFiles({ token, env, owner, repo, pullRequest }));
      } catch (error) {
        return unknown(whyNot(error));
      }
    },
  };
}

function unknown(why: string): Answer {
  return { lines: undefined, note: `the lines that the pull request changes are not known: ${why}` };
}

interface Question {
  readonly token: string;
  readonly env: Environment;
  readonly owner: string;
  readonly repo: string;
  readonly pullRequest: PullRequest;
}

async function listFiles({ token, env, owner, repo, pullRequest }: Question): Promise<readonly ChangedFile[]> {
  const { getOctokit } = await import('@actions/github');
  const ignore = () => undefined;
  const octokit = getOctokit(token, {
    baseUrl: env.GITHUB_API_URL || 'https://api.github.com',
    // Its own log would go to standard output, past everything that makes texts safe.
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
  });
  const signal = AbortSignal.timeout(LIMIT_MS);
  const files: ChangedFile[] = [];
  for (let page = 1; files.length < MOST_FILES; page += 1) {
    const where = { owner, repo, pull_number: pullRequest.number, per_page: PAGE, page };
    const { data } = await octokit.rest.pulls.listFiles({ ...where, request: { signal } });
    const listed = z.array(changedFile).parse(data);
    files.push(...listed);
    if (listed.length < PAGE) break;
  }
  return files;
}

function toLines(files: readonly ChangedFile[]): Answer {
  const lines: ChangedLines = new Map(files.map((file) => [file.filename, patchLines(file.patch ?? '')]));
  const withoutPatch = files.filter((file) => file.patch === undefined && file.changes > 0).length;
  const notes = [
    ...(files.length >= MOST_FILES ? [`GitHub lists the first ${MOST_FILES} changed files only`] : []),
    ...(withoutPatch > 0 ? [`GitHub does not show what changed in ${count(withoutPatch, 'file')}: too large`] : []),
  ];
  return { lines, note: notes.length === 0 ? undefined : notes.join('; ') };
}

/** One clause for people. An error of the API carries its status and headers (@octokit/request-error). */
function whyNot(error: unknown): string {
  if (error instanceof z.ZodError) return 'GitHub answered in an unknown form';
  const failure = apiFailure.safeParse(error).data;
  if (failure === undefined) return `GitHub cannot be reached (${shorten(printable(messageOf(error)), 200)})`;
  const { headers } = failure.response;
  if (failure.status === 429 || headers['x-ratelimit-remaining'] === '0' || headers['retry-after'] !== undefined) {
    return `GitHub's rate limit is used up (status ${failure.status})`;
  }
  switch (failure.status) {
    case 401:
      return 'GitHub does not accept the token (status 401)';
    case 403:
      return 'the token may not read pull requests (status 403): give the job the permission pull-requests: read';
    case 404:
      return 'GitHub does not know this pull request, or hides it from the token (status 404)';
    default:
      return `GitHub answered with status ${failure.status}`;
  }
}

/** A connection that failed has a made-up status (500), and no response. */
const apiFailure = z.object({
  status: z.number(),
  response: z.object({ headers: z.record(z.string(), z.unknown()) }),
});
