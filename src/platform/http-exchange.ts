import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { HttpClient } from '@actions/http-client';
import { PlatformError } from '../model/errors.ts';
import { printable } from '../model/text.ts';
import type { HttpRequest, HttpResponse } from '../ports/http.ts';
import { errorNumber } from './file-errors.ts';

/** One question and its answer, whole; redirects to the same host are followed. Rejects with `PlatformError`. */
export type Exchange = (request: HttpRequest, url: URL) => Promise<HttpResponse>;

const MOST_REDIRECTS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** The client's own limit counts silence only and leaves the socket open: ours, which counts everything, comes first. */
const NEVER_MS = 2 ** 31 - 1;

/** Keeps a client, and with it its open connections, per origin: the library's agent serves one protocol only. */
export function createExchange(userAgent: string): Exchange {
  const clients = new Map<string, HttpClient>();
  const clientOf = async ({ origin }: URL): Promise<HttpClient> => {
    const { HttpClient } = await import('@actions/http-client');
    const client = clients.get(origin) ?? new HttpClient(userAgent, [], { keepAlive: true, socketTimeout: NEVER_MS });
    clients.set(origin, client);
    return client;
  };
  return async (request, url) => {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), Math.min(request.timeoutMs, NEVER_MS));
    try {
      return await follow(request, url, (asked, target) => ask(clientOf, asked, target, userAgent, limit.signal));
    } catch (error) {
      if (error instanceof PlatformError && !limit.signal.aborted) throw error;
      throw networkError(error, url, limit.signal.aborted ? request.timeoutMs : undefined);
    } finally {
      clearTimeout(timer);
    }
  };
}

async function ask(
  clientOf: (url: URL) => Promise<HttpClient>,
  request: HttpRequest,
  url: URL,
  userAgent: string,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const client = await clientOf(url);
  const options = {
    method: request.method,
    // A literal IPv6 address stands in brackets in an address of the web only.
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port),
    path: url.pathname + url.search,
    headers: { ...request.headers, host: url.host, 'user-agent': userAgent, 'accept-encoding': 'identity' },
    agent: client.getAgent(url.href),
    signal,
  };
  const httpModule = url.protocol === 'https:' ? https : http;
  const response = await client.requestRaw({ options, parsedUrl: url, httpModule }, request.body ?? null);
  return response.message;
}

async function follow(
  first: HttpRequest,
  start: URL,
  send: (request: HttpRequest, url: URL) => Promise<IncomingMessage>,
): Promise<HttpResponse> {
  let request = first;
  let url = start;
  for (let redirects = 0; ; redirects += 1) {
    const message = await send(request, url);
    const target = redirectTarget(message, url);
    if (target === undefined) return readResponse(message, request, url);
    message.destroy();
    if (redirects === MOST_REDIRECTS) throw new PlatformError('bad-answer', `${url.host} redirects in a circle`);
    request = redirected(request, message.statusCode);
    url = target;
  }
}

/** The next address; `undefined` for what is no redirect, or leads away from the origin: that is the answer then. */
function redirectTarget(message: IncomingMessage, from: URL): URL | undefined {
  const { location } = message.headers;
  if (!REDIRECTS.has(message.statusCode ?? 0) || location === undefined || !URL.canParse(location, from.href))
    return undefined;
  const target = new URL(location, from);
  return target.origin === from.origin ? target : undefined;
}

/** RFC 9110 §15.4: 307 and 308 repeat the request, the others ask for the new address. */
function redirected(request: HttpRequest, status: number | undefined): HttpRequest {
  if (status === 307 || status === 308) return request;
  const { body: _, ...rest } = request;
  return { ...rest, method: 'GET' };
}

async function readResponse(message: IncomingMessage, { maxBytes }: HttpRequest, { host }: URL): Promise<HttpResponse> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const tooLarge = () => new PlatformError('too-large', `the answer of ${host} has more than ${maxBytes} bytes`);
  try {
    if (Number(message.headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
    for await (const chunk of message) {
      // Without an encoding set, a message gives buffers (node:http).
      const bytes = chunk as Uint8Array;
      size += bytes.length;
      if (size > maxBytes) throw tooLarge();
      chunks.push(bytes);
    }
  } catch (error) {
    message.destroy();
    if (error instanceof PlatformError) throw error;
    throw new PlatformError('bad-answer', `the answer of ${host} broke off after ${size} bytes`, { cause: error });
  }
  if (!message.complete) throw new PlatformError('bad-answer', `the answer of ${host} broke off after ${size} bytes`);
  return { status: message.statusCode ?? 0, headers: flatHeaders(message), body: Buffer.concat(chunks, size) };
}

function flatHeaders(message: IncomingMessage): Readonly<Record<string, string>> {
  const headers = Object.entries(message.headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]);
  return Object.fromEntries(headers);
}

/** Names the host alone: the rest of an address may hold a token. */
function networkError(error: unknown, { host }: URL, limitMs: number | undefined): PlatformError {
  if (limitMs !== undefined) {
    return new PlatformError('timed-out', `${host} did not answer within ${limitMs / 1_000} s`, { cause: error });
  }
  const number = errorNumber(error);
  if (number.startsWith('HPE_')) {
    return new PlatformError('bad-answer', `${host} does not speak HTTP (${number})`, { cause: error });
  }
  if (number.startsWith('ERR_INVALID')) {
    return new PlatformError('failed', `the request to ${host} has an impossible header or path`, { cause: error });
  }
  const what = printable(number || (error instanceof Error ? error.message : String(error)));
  return new PlatformError('refused', `${host} cannot be reached (${what}): check the network and HTTPS_PROXY`, {
    cause: error,
  });
}
