import * as z from 'zod';
import type { CiContext, PullRequest } from '../ports/ci-context.ts';
import type { Environment } from './environment.ts';

const OUTSIDE: CiContext = { pullRequest: undefined, blobUrl: undefined, runUrl: undefined };

const sha = z.string().regex(/^[0-9a-f]{40,64}$/);
const repository = z.object({ full_name: z.string() });

/** The part of a `pull_request` event that we use (https://docs.github.com/webhooks/webhook-events-and-payloads#pull_request). */
const pullRequestEvent = z.object({
  pull_request: z.object({
    number: z.int().positive(),
    base: z.object({ sha, repo: repository }),
    // The repository of a fork may be gone by now.
    head: z.object({ sha, repo: repository.nullable() }),
  }),
});

/** A merge queue tests a commit that belongs to no single pull request. */
const mergeGroupEvent = z.object({ merge_group: z.object({ head_sha: sha }) });

/**
 * What GitHub Actions says about this run. The event's file is partly written by whoever opened the pull request: what is not as
 * documented is as if it were not there. Never rejects.
 */
export async function readCiContext(env: Environment): Promise<CiContext> {
  if (env.GITHUB_ACTIONS !== 'true') return OUTSIDE;
  const payload = await eventPayload();
  const pullRequest = readPullRequest(payload);
  const merged = mergeGroupEvent.safeParse(payload).data?.merge_group.head_sha;
  const commit = pullRequest?.headSha ?? merged ?? sha.safeParse(env.GITHUB_SHA).data;
  const base = repositoryUrl(env);
  const run = /^\d{1,20}$/.test(env.GITHUB_RUN_ID ?? '') ? env.GITHUB_RUN_ID : undefined;
  return {
    pullRequest,
    blobUrl: base === undefined || commit === undefined ? undefined : `${base}/blob/${commit}/`,
    runUrl: base === undefined || run === undefined ? undefined : `${base}/actions/runs/${run}`,
  };
}

/** @actions/github reads the event's file when it is loaded, and throws when that is no JSON. */
async function eventPayload(): Promise<unknown> {
  try {
    return (await import('@actions/github')).context.payload;
  } catch {
    return undefined;
  }
}

function readPullRequest(payload: unknown): PullRequest | undefined {
  const found = pullRequestEvent.safeParse(payload).data?.pull_request;
  if (found === undefined) return undefined;
  const { number, base, head } = found;
  return {
    number,
    baseSha: base.sha,
    headSha: head.sha,
    fromFork: head.repo === null || head.repo.full_name !== base.repo.full_name,
  };
}

function repositoryUrl(env: Environment): string | undefined {
  const server = env.GITHUB_SERVER_URL ?? '';
  const name = env.GITHUB_REPOSITORY ?? '';
  if (!/^https?:\/\//.test(server) || !URL.canParse(server)) return undefined;
  return /^[\w.-]+\/[\w.-]+$/.test(name) ? `${server.replace(/\/+$/, '')}/${name}` : undefined;
}
