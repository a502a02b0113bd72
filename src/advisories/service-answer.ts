import type { z } from 'zod';
import { GatehouseError, PlatformError } from '../model/errors.ts';
import type { HttpResponse } from '../ports/http.ts';

/** Why there is no (whole) answer: a predicate that names the service's host, `could not reach the advisory service at api.osv.dev`. */
export type ServiceFailure = string;

/** The service answered, but not as the protocol says. The message completes `got an answer that …`. */
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

/** What happened, for people. Throws again what is a bug of ours. */
export function serviceFailure(error: unknown, serviceUrl: string): ServiceFailure {
  const service = `the advisory service at ${hostOf(serviceUrl)}`;
  if (error instanceof ProtocolError) return `got an answer from ${service} that ${error.message}`;
  if (!(error instanceof PlatformError)) throw error;
  return whatHappened(error, service);
}

function whatHappened(error: PlatformError, service: string): string {
  switch (error.code) {
    case 'refused':
      return `could not reach ${service}`;
    case 'timed-out':
      return `got no answer in time from ${service}`;
    case 'rate-limited':
      return `was told to wait by ${service} (429, too many questions)`;
    case 'server-error':
      return `got an error from ${service}`;
    case 'too-large':
      return `got too large an answer from ${service}`;
    case 'bad-answer':
      return `got half an answer from ${service}`;
    case 'not-found':
    case 'forbidden':
    case 'not-a-file':
    case 'full':
    case 'closed':
    case 'failed':
      return `could not ask ${service}`;
  }
}

function hostOf(serviceUrl: string): string {
  try {
    return new URL(serviceUrl).host;
  } catch {
    return serviceUrl;
  }
}
