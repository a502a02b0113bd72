import * as z from 'zod';
import type { Http } from '../ports/http.ts';
import { type PackageVersion, packageKey } from './package-key.ts';
import { ProtocolError, parseAnswer, type ServiceFailure, serviceFailure } from './service-answer.ts';
import { publicVersion } from './versions.ts';

/** An advisory that the service says affects a package: enough to ask for it, and to know a stored copy again. */
export interface AdvisoryReference {
  readonly id: string;
  readonly modified: string;
}

/** Whole answers by `packageKey`. Packages without one were not (fully) answered, and `failure` says why. */
export interface ServiceAnswers {
  readonly answers: ReadonlyMap<string, readonly AdvisoryReference[]>;
  readonly failure: ServiceFailure | undefined;
}

/** The service's limit (https://google.github.io/osv.dev/post-v1-querybatch/). */
const MOST_QUERIES = 1000;
/** A package of 1,000 advisories a page would need that many; a service that never ends its pages is broken. */
const MOST_PAGES = 100;
const TIMEOUT_MS = 30_000;
/** The service itself stops at 32 MiB. */
const MAX_BYTES = 64 * 2 ** 20;

const reference = z.object({ id: z.string().min(1).max(200), modified: z.string().min(1).max(100) });
export const references = z.array(reference);
const batch = z.object({
  results: z.array(z.object({ vulns: references.nullish(), next_page_token: z.string().nullish() })),
});

interface Query {
  readonly installed: PackageVersion;
  readonly pageToken: string | undefined;
  readonly pages: number;
  readonly found: readonly AdvisoryReference[];
}

/**
 * Asks `POST /v1/querybatch` which advisories affect these packages, page by page
 * (https://google.github.io/osv.dev/post-v1-querybatch/). Stops at the first failure; never rejects for one.
 */
export async function queryService(
  packages: readonly PackageVersion[],
  serviceUrl: string,
  http: Http,
): Promise<ServiceAnswers> {
  const answers = new Map<string, readonly AdvisoryReference[]>();
  let queries: readonly Query[] = packages.map((installed) => ({
    installed,
    pageToken: undefined,
    pages: 0,
    found: [],
  }));
  while (queries.length > 0) {
    const [now, later] = [queries.slice(0, MOST_QUERIES), queries.slice(MOST_QUERIES)];
    try {
      const asked = await askBatch(now, serviceUrl, http);
      for (const { installed, pageToken, found } of asked) {
        if (pageToken === undefined) answers.set(packageKey(installed), found);
      }
      queries = [...asked.filter(({ pageToken }) => pageToken !== undefined), ...later];
    } catch (error) {
      return { answers, failure: serviceFailure(error, serviceUrl) };
    }
  }
  return { answers, failure: undefined };
}

async function askBatch(queries: readonly Query[], serviceUrl: string, http: Http): Promise<readonly Query[]> {
  const response = await http.send({
    method: 'POST',
    url: `${serviceUrl}/v1/querybatch`,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ queries: queries.map(queryBody) }),
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_BYTES,
  });
  const { results } = parseAnswer(response, batch);
  if (results.length !== queries.length) throw new ProtocolError('has not one result per query');
  return queries.map((query, index) => {
    const { vulns, next_page_token: token } = results[index] ?? {};
    const pageToken = token === null || token === '' ? undefined : token;
    if (pageToken !== undefined && (pageToken === query.pageToken || query.pages >= MOST_PAGES)) {
      throw new ProtocolError('never ends its pages');
    }
    return { ...query, pageToken, pages: query.pages + 1, found: [...query.found, ...(vulns ?? [])] };
  });
}

function queryBody({ installed, pageToken }: Query): unknown {
  const { ecosystem, name, version } = installed;
  const query = { package: { ecosystem, name }, version: ecosystem === 'PyPI' ? publicVersion(version) : version };
  return pageToken === undefined ? query : { ...query, page_token: pageToken };
}
