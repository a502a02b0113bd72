export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** For one attempt, from the first byte sent to the last received. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * The network. Honours HTTPS_PROXY and NO_PROXY; follows no redirect to another host. Tries again after a refused connection, a time-out,
 * 429 (after `Retry-After`) and 5xx, three times in all. Answers below 500 that are not 429 are given to the caller;
 * otherwise rejects with `PlatformError` (`refused`, `timed-out`, `rate-limited`, `server-error`, `bad-answer`, `too-large`).
 */
export interface Http {
  send(request: HttpRequest): Promise<HttpResponse>;
}
