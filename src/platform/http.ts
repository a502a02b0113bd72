import { PlatformError } from '../model/errors.ts';
import { printable } from '../model/text.ts';
import type { Http, HttpRequest, HttpResponse } from '../ports/http.ts';
import { createExchange } from './http-exchange.ts';

export interface HttpOptions {
  /** What we call ourselves: `gatehouse/0.1.0`. */
  readonly userAgent: string;
  /** Resolves after so many milliseconds. */
  readonly sleep: (ms: number) => Promise<void>;
}

const ATTEMPTS = 3;
const FIRST_PAUSE_MS = 1_000;
/** Somebody waits for the check: no answer is worth a longer pause. */
const LONGEST_PAUSE_MS = 30_000;

type Attempt =
  | { readonly kind: 'answered'; readonly response: HttpResponse }
  /** `pauseMs` is what the server asked for, if it did. */
  | { readonly kind: 'failed'; readonly error: PlatformError; readonly pauseMs: number | undefined };

/** The network, on @actions/http-client: its proxies, our patience. The port says what is tried again and what the caller gets. */
export function createHttp({ userAgent, sleep }: HttpOptions): Http {
  const exchange = createExchange(userAgent);
  const tryOnce = async (request: HttpRequest, url: URL): Promise<Attempt> => {
    try {
      return judge(await exchange(request, url), url);
    } catch (error) {
      if (error instanceof PlatformError) return { kind: 'failed', error, pauseMs: undefined };
      throw error;
    }
  };
  return {
    async send(request) {
      const url = addressOf(request);
      for (let attempt = 1; ; attempt += 1) {
        const result = await tryOnce(request, url);
        if (result.kind === 'answered') return result.response;
        if (attempt === ATTEMPTS || !mayPass(result.error)) throw result.error;
        await sleep(result.pauseMs ?? backOff(attempt));
      }
    },
  };
}

function addressOf({ url }: HttpRequest): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol === 'https:' || parsed?.protocol === 'http:') return parsed;
  throw new PlatformError('failed', `${printable(url)} is no address of the web`);
}

/** RFC 9110 §15: what the server may do better next time is a failure; everything else is an answer. */
function judge(response: HttpResponse, { host }: URL): Attempt {
  if (response.status === 429) {
    const error = new PlatformError('rate-limited', `${host} asks us to come back later (status 429)`);
    return { kind: 'failed', error, pauseMs: retryAfter(response) };
  }
  if (response.status >= 500) {
    const error = new PlatformError('server-error', `${host} failed with status ${response.status}`);
    return { kind: 'failed', error, pauseMs: retryAfter(response) };
  }
  return { kind: 'answered', response };
}

/** Whether the same question may be answered next time. */
function mayPass(error: PlatformError): boolean {
  return error.code !== 'too-large' && error.code !== 'failed';
}

/** Doubles from attempt to attempt, less up to a half by chance, so that many clients do not come back together. */
function backOff(attempt: number): number {
  return Math.round(FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + Math.random() / 2));
}

/** RFC 9110 §10.2.3: seconds, or a date, which is read by the server's own clock when it tells the time. Milliseconds, capped. */
function retryAfter({ headers }: HttpResponse): number | undefined {
  const value = headers['retry-after']?.trim() ?? '';
  const pause = /^\d{1,9}$/.test(value)
    ? Number(value) * 1_000
    : dateOf(value) - (dateOf(headers['date']) || Date.now());
  return Number.isNaN(pause) ? undefined : Math.min(Math.max(pause, 0), LONGEST_PAUSE_MS);
}

/** HTTP's own form of a date alone (RFC 9110 §5.6.7): `Date.parse` reads a date into almost anything. */
function dateOf(value: string | undefined): number {
  return value !== undefined && /^\w{3}, .* GMT$/.test(value) ? Date.parse(value) : Number.NaN;
}
