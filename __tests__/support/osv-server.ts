/**
 * An OSV service on loopback, over folders as OSV publishes them: `<ecosystem>/all.zip` and `<ecosystem>/*.json`. Speaks the real
 * protocol (https://google.github.io/osv.dev/api/), with pages as small as wanted, and can misbehave in the ways real services do.
 * Knows nothing of any test framework, so that a plain script can start it too.
 */
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { isAffected } from '../../src/advisories/affects.ts';
import { nameKey } from '../../src/advisories/package-key.ts';
import { type OsvRecord, parseRecordBytes } from '../../src/advisories/record.ts';
import { ADVISORY_ZIP_LIMITS, zipContents } from '../../src/advisories/zip.ts';

/** How the service misbehaves. */
export type OsvFault =
  /** Ends the connection without an answer. */
  | 'refuse'
  /** Takes the question and never answers. */
  | 'hang'
  /** 429 with `Retry-After: 0`. */
  | 'rate-limit'
  | 'server-error'
  | 'not-found'
  /** Announces the whole answer, sends half of it and ends the connection. */
  | 'cut'
  /** Half of the answer, as if it were whole. */
  | 'half-json'
  /** A sign-in page of a proxy, with status 200. */
  | 'html'
  /** JSON of something else. */
  | 'other-json'
  /** One result too few. */
  | 'too-few-results'
  /** Advisories without their ids. */
  | 'no-ids'
  /** Another record than the one that was asked for. */
  | 'wrong-record'
  /** The same page for ever. */
  | 'endless-pages';

export interface OsvServerOptions {
  /** Advisories per page of one package; 1,000 unless given. */
  readonly pageSize?: number;
}

export interface OsvServer {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Requests so far, as `POST /v1/querybatch`. */
  readonly requests: readonly string[];
  /** Names of all packages that were asked for. */
  readonly askedNames: ReadonlySet<string>;
  /** From now on, on paths that start with `path`; the service is well again with `undefined`. */
  misbehave(fault: OsvFault | undefined, path?: string): void;
  close(): Promise<void>;
}

/** A record, as it was published: the server gives back every byte of it. */
interface Stored {
  readonly id: string;
  readonly modified: string;
  /** What is judged. */
  readonly record: OsvRecord;
  /** What is given back. */
  readonly published: object;
}

interface Query {
  readonly version?: string;
  readonly package?: { readonly ecosystem?: string; readonly name?: string };
  readonly page_token?: string;
}

interface State {
  readonly byId: ReadonlyMap<string, Stored>;
  readonly byName: ReadonlyMap<string, readonly Stored[]>;
  readonly pageSize: number;
  readonly requests: string[];
  readonly askedNames: Set<string>;
  fault: OsvFault | undefined;
  faultPath: string;
}

/** The service's own limit. */
const MOST_QUERIES = 1000;

/** Starts the service on a free port of loopback, over all advisories below `folder`. */
export async function startOsvServer(folder: string, options: OsvServerOptions = {}): Promise<OsvServer> {
  const records = await loadRecords(folder);
  const state: State = {
    byId: new Map(records.map((record) => [record.id, record])),
    byName: indexByName(records),
    pageSize: options.pageSize ?? 1000,
    requests: [],
    askedNames: new Set(),
    fault: undefined,
    faultPath: '/',
  };
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    answer(request, response, state).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on TCP has an address with a port, never a path.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests: state.requests,
    askedNames: state.askedNames,
    misbehave: (fault, path = '/') => {
      state.fault = fault;
      state.faultPath = path;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function loadRecords(folder: string): Promise<readonly Stored[]> {
  const records: Stored[] = [];
  for (const ecosystem of await readdir(folder, { withFileTypes: true })) {
    if (!ecosystem.isDirectory()) continue;
    for (const name of (await readdir(join(folder, ecosystem.name))).sort()) {
      const path = join(folder, ecosystem.name, name);
      if (name === 'all.zip') {
        for await (const content of zipContents(await readFile(path), ADVISORY_ZIP_LIMITS)) keep(content, records);
      } else if (name.endsWith('.json')) keep(await readFile(path), records);
    }
  }
  return records;
}

/** What is no record is left out, as OSV does. */
function keep(content: Buffer | undefined, records: Stored[]): void {
  const record = content && parseRecordBytes(content);
  if (content === undefined || record === undefined) return;
  const published: unknown = JSON.parse(content.toString('utf8'));
  if (typeof published !== 'object' || published === null) return;
  records.push({ id: record.id, modified: record.modified ?? '', record, published });
}

function indexByName(records: readonly Stored[]): ReadonlyMap<string, readonly Stored[]> {
  const index = new Map<string, Stored[]>();
  for (const record of records) {
    for (const key of new Set(affectedNames(record))) index.set(key, [...(index.get(key) ?? []), record]);
  }
  return index;
}

function affectedNames({ record }: Stored): readonly string[] {
  return (record.affected ?? []).flatMap(({ package: named }) => (named ? [nameKey(named.ecosystem, named.name)] : []));
}

async function answer(request: IncomingMessage, response: ServerResponse, state: State): Promise<void> {
  const path = request.url ?? '/';
  state.requests.push(`${request.method} ${path}`);
  const body = await readAll(request);
  const fault = path.startsWith(state.faultPath) ? state.fault : undefined;
  if (path === '/v1/querybatch' && request.method === 'POST') {
    answerBatch(body, response, state, fault);
    return;
  }
  const id = request.method === 'GET' ? /^\/v1\/vulns\/([^/]+)$/.exec(path)?.[1] : undefined;
  const [first] = state.byId.values();
  const found = fault === 'wrong-record' ? first : state.byId.get(decodeURIComponent(id ?? ''));
  if (found === undefined) send(response, 404, { code: 5, message: 'Bug not found.' }, fault);
  else send(response, 200, fault === 'no-ids' ? { ...found.published, id: undefined } : found.published, fault);
}

function answerBatch(body: string, response: ServerResponse, state: State, fault: OsvFault | undefined): void {
  // A bad question is answered with 400 by whatever is thrown here, as the service does.
  let queries: readonly Query[];
  try {
    queries = (JSON.parse(body) as { readonly queries: readonly Query[] }).queries;
    if (queries.length > MOST_QUERIES) throw new Error('Too many queries.');
  } catch (error) {
    send(response, 400, { code: 3, message: String(error) }, fault);
    return;
  }
  const results = queries.map((query) => resultOf(query, state, fault));
  send(response, 200, { results: fault === 'too-few-results' ? results.slice(1) : results }, fault);
}

function resultOf(query: Query, state: State, fault: OsvFault | undefined): unknown {
  const { ecosystem = '', name = '' } = query.package ?? {};
  state.askedNames.add(name);
  const installed = { ecosystem, name, version: query.version ?? '' };
  const found = (state.byName.get(nameKey(ecosystem, name)) ?? []).filter(({ record }) =>
    isAffected(installed, record),
  );
  const from = Number(query.page_token ?? 0);
  const vulns = found.slice(from, from + state.pageSize).map(({ id, modified }) => ({ id, modified }));
  if (fault === 'endless-pages') return { vulns, next_page_token: '0' };
  const shown = fault === 'no-ids' ? vulns.map(({ modified }) => ({ modified })) : vulns;
  if (from + state.pageSize < found.length) return { vulns: shown, next_page_token: String(from + state.pageSize) };
  return shown.length === 0 ? {} : { vulns: shown };
}

function send(response: ServerResponse, status: number, body: unknown, fault: OsvFault | undefined): void {
  const json = { 'content-type': 'application/json' };
  const text = JSON.stringify(body);
  switch (fault) {
    case 'refuse':
      response.destroy();
      return;
    case 'hang':
      return;
    case 'rate-limit':
      response.writeHead(429, { ...json, 'retry-after': '0' }).end('{"code":8,"message":"slow down"}');
      return;
    case 'server-error':
      response.writeHead(500, json).end('{"code":13,"message":"internal"}');
      return;
    case 'not-found':
      response.writeHead(404, json).end('{"code":5,"message":"Not Found"}');
      return;
    case 'cut':
      response.writeHead(200, { ...json, 'content-length': String(Buffer.byteLength(text)) });
      response.write(text.slice(0, text.length / 2), () => response.destroy());
      return;
    case 'half-json':
      response.writeHead(200, json).end(text.slice(0, text.length / 2));
      return;
    case 'html':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in</title>');
      return;
    case 'other-json':
      response.writeHead(200, json).end('{"status":"ok","results":{"total":0}}');
      return;
    default:
      response.writeHead(status, json).end(text);
  }
}

async function readAll(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}
