import pLimit from 'p-limit';
import * as z from 'zod';
import type { Cache } from '../ports/cache.ts';
import type { Http } from '../ports/http.ts';
import { type OsvRecord, parseRecord, parseRecordBytes } from './record.ts';
import { ProtocolError, parseAnswer, type ServiceFailure, serviceFailure } from './service-answer.ts';
import type { AdvisoryReference } from './service-query.ts';

/** The records of these references, and how many of them could not be had. */
export interface ServiceRecords {
  readonly records: ReadonlyMap<string, OsvRecord>;
  readonly missing: number;
  readonly failure: ServiceFailure | undefined;
}

/** The space of the cache that holds records, each under its id and the moment it was last modified. */
const SPACE = 'osv-records';
/** The public service asks for nothing in particular; this is what a browser would do. */
const AT_ONCE = 8;
const TIMEOUT_MS = 20_000;
const MAX_BYTES = 16 * 2 ** 20;

/**
 * Records by id: from the cache where the same modification was had before, else from `GET /v1/vulns/{id}`
 * (https://google.github.io/osv.dev/get-v1-vulns/), unless `ask` is false. Nobody is asked again after the first failure. Never rejects.
 */
export async function recordsOf(
  references: readonly AdvisoryReference[],
  ask: boolean,
  { serviceUrl, http, cache }: { readonly serviceUrl: string; readonly http: Http; readonly cache: Cache },
): Promise<ServiceRecords> {
  const unique = new Map(references.map((reference) => [keyOf(reference), reference]));
  const records = new Map<string, OsvRecord>();
  let failure: ServiceFailure | undefined;
  let missing = 0;
  await pLimit(AT_ONCE).map(unique.values(), async (reference) => {
    let record = await cached(reference, cache);
    if (record === undefined && ask && failure === undefined) {
      try {
        record = await fetchRecord(reference, serviceUrl, http);
        await cache.put(SPACE, keyOf(reference), Buffer.from(JSON.stringify(record)));
      } catch (error) {
        failure ??= serviceFailure(error, serviceUrl);
      }
    }
    if (record === undefined) missing += 1;
    else records.set(record.id, record);
  });
  return { records, missing, failure };
}

async function cached(reference: AdvisoryReference, cache: Cache): Promise<OsvRecord | undefined> {
  const entry = await cache.get(SPACE, keyOf(reference));
  const record = entry && parseRecordBytes(entry.value);
  return record?.id === reference.id ? record : undefined;
}

async function fetchRecord({ id }: AdvisoryReference, serviceUrl: string, http: Http): Promise<OsvRecord> {
  const response = await http.send({
    method: 'GET',
    url: `${serviceUrl}/v1/vulns/${encodeURIComponent(id)}`,
    headers: { accept: 'application/json' },
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_BYTES,
  });
  const record = parseRecord(parseAnswer(response, z.unknown()));
  if (record?.id !== id) throw new ProtocolError(`is not the record ${id}`);
  return record;
}

function keyOf({ id, modified }: AdvisoryReference): string {
  return `${id}@${modified}`;
}
