import type { z } from 'zod';
import { PlatformError } from '../model/errors.ts';
import type { HttpResponse } from '../ports/http.ts';

/** Why the service gave no (whole) answer: one clause that names its host. */
export type ServiceFailure = string;

/** The body of an answer as what it should be; throws `PlatformError` (`bad-answer`) for everything else. */
export function parseAnswer<Schema extends z.ZodType>(response: HttpResponse, schema: Schema): z.output<Schema> {
  if (response.status !== 200) throw new PlatformError('bad-answer', `has status ${response.status}`);
  let body: unknown;
  try {
    body = JSON.parse(Buffer.from(response.body).toString('utf8'));
  } catch (error) {
    throw new PlatformError('bad-answer', 'is not whole JSON', { cause: error });
  }
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new PlatformError('bad-answer', 'is not of the OSV protocol', { cause: parsed.error });
  return parsed.data;
}

/** What happened, for people: `the advisory service at api.osv.dev refused the connection`. Throws again what is a bug of ours. */
export function serviceFailure(error: unknown, serviceUrl: string): ServiceFailure {
  if (!(error instanceof PlatformError)) throw error;
  return `the advisory service at ${hostOf(serviceUrl)} ${whatHappened(error)}`;
}

function whatHappened(error: PlatformError): string {
  switch (error.code) {
    case 'refused':
      return 'refused the connection';
    case 'timed-out':
      return 'did not answer in time';
    case 'rate-limited':
      return 'takes no more questions for now (429)';
    case 'server-error':
      return 'failed';
    case 'too-large':
      return 'sent too large an answer';
    case 'bad-answer':
      return `sent an answer that ${error.message}`;
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
