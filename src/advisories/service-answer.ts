import type { z } from 'zod';
import { GatehouseError, PlatformError } from '../model/errors.ts';
import type { HttpResponse } from '../ports/http.ts';

/** Why the service gave no (whole) answer: one clause that names its host. */
export type ServiceFailure = string;

/** The service answered, but not as the protocol says. The message completes `sent an answer that …`. */
export class ProtocolError extends GatehouseError {
  readonly code = 'protocol';
}

/** The body of an answer as what it should be; throws `ProtocolError` for everything else. */
export function parseAnswer<Schema extends z.ZodType>(response: HttpResponse, schema: Schema): z.output<Schema> {
  if (response.status !== 200) throw new ProtocolError(`has status ${response.status}`);
  let body: unknown;
  try {
    body = JSON.parse(Buffer.from(response.body).toString('utf8'));
  } catch (error) {
    throw new ProtocolError('is not whole JSON', { cause: error });
  }
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new ProtocolError('is not of the OSV protocol', { cause: parsed.error });
  return parsed.data;
}

/** What happened, for people: `the advisory service at api.osv.dev cannot be reached`. Throws again what is a bug of ours. */
export function serviceFailure(error: unknown, serviceUrl: string): ServiceFailure {
  const host = `the advisory service at ${hostOf(serviceUrl)}`;
  if (error instanceof ProtocolError) return `${host} sent an answer that ${error.message}`;
  if (!(error instanceof PlatformError)) throw error;
  return `${host} ${whatHappened(error)}`;
}

function whatHappened(error: PlatformError): string {
  switch (error.code) {
    case 'refused':
      return 'cannot be reached';
    case 'timed-out':
      return 'did not answer in time';
    case 'rate-limited':
      return 'takes no more questions for now (429)';
    case 'server-error':
      return 'failed';
    case 'too-large':
      return 'sent too large an answer';
    case 'bad-answer':
      return 'broke off its answer';
    case 'not-found':
    case 'forbidden':
    case 'not-a-file':
    case 'full':
    case 'closed':
    case 'failed':
      return 'could not be asked';
  }
}

function hostOf(serviceUrl: string): string {
  try {
    return new URL(serviceUrl).host;
  } catch {
    return serviceUrl;
  }
}
