import { connect } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { PlatformError } from '../../src/model/errors.ts';
import { createHttp } from '../../src/platform/http.ts';
import type { HttpRequest } from '../../src/ports/http.ts';
import { serve, serveSockets } from './loopback.ts';

const pauses: number[] = [];
const http = createHttp({
  userAgent: 'gatehouse/test',
  sleep: async (ms) => {
    pauses.push(ms);
  },
});
afterEach(() => {
  pauses.length = 0;
});

function get(url: string, change: Partial<HttpRequest> = {}): HttpRequest {
  return { method: 'GET', url, timeoutMs: 10_000, maxBytes: 1_000_000, ...change };
}

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');

async function refusal(work: Promise<unknown>): Promise<Pick<PlatformError, 'code' | 'message'>> {
  const error = await work.then(
    () => undefined,
    (thrown: PlatformError) => thrown,
  );
  return { code: error?.code ?? 'failed', message: error?.message ?? 'it did not refuse' };
}

describe('an answer', () => {
  test('comes with status, headers and bytes', async () => {
    const { url, asked } = await serve((_, response) => {
      response.writeHead(200, { 'X-One': 'a', 'Set-Cookie': ['b=1', 'c=2'] }).end(Buffer.from([0, 255, 10]));
    });
    const response = await http.send(get(`${url}/some/path?q=ü&x=%20`, { headers: { accept: 'text/plain' } }));
    expect(response.status).toBe(200);
    expect([...response.body]).toEqual([0, 255, 10]);
    expect(response.headers).toMatchObject({ 'x-one': 'a', 'set-cookie': 'b=1, c=2' });
    expect(asked[0]).toMatchObject({
      method: 'GET',
      path: '/some/path?q=%C3%BC&x=%20',
      headers: { accept: 'text/plain', 'user-agent': 'gatehouse/test' },
    });
    expect(pauses).toEqual([]);
  });

  test('to a body that was sent', async () => {
    const { url, asked } = await serve((one, response) => response.end(`got ${one.body}`));
    const body = JSON.stringify({ name: 'ü' });
    const headers = { 'content-type': 'application/json' };
    expect(text((await http.send(get(url, { method: 'POST', body, headers }))).body)).toBe(`got ${body}`);
    expect(asked[0]).toMatchObject({ method: 'POST', headers: { 'content-length': String(Buffer.byteLength(body)) } });
  });

  test.each([201, 204, 304, 400, 401, 403, 404, 410])(
    'with status %i is given to the caller at once',
    async (status) => {
      const { url, asked } = await serve((_, response) => response.writeHead(status).end());
      expect((await http.send(get(url))).status).toBe(status);
      expect(asked.length).toBe(1);
    },
  );

  test('of a server without keep-alive, many at once', async () => {
    const { url } = await serve((one, response) => response.writeHead(200, { connection: 'close' }).end(one.path));
    const paths = Array.from({ length: 150 }, (_, number) => `/${number}`);
    const answers = await Promise.all(paths.map((path) => http.send(get(url + path))));
    expect(answers.map(({ body }) => text(body))).toEqual(paths);
  });
});

describe('tries again', () => {
  test.each([500, 502, 503, 504])('after status %i, with longer and longer pauses', async (status) => {
    const { url, asked } = await serve((_, response, number) =>
      response.writeHead(number < 3 ? status : 200).end('ok'),
    );
    expect(text((await http.send(get(url))).body)).toBe('ok');
    expect(asked.length).toBe(3);
    expect(pauses.length).toBe(2);
    expect(pauses[0]).toBeGreaterThanOrEqual(500);
    expect(pauses[0]).toBeLessThanOrEqual(1_000);
    expect(pauses[1]).toBeGreaterThanOrEqual(1_000);
    expect(pauses[1]).toBeLessThanOrEqual(2_000);
  });

  test('three times in all, and then says what happened', async () => {
    const { url, asked } = await serve((_, response) => response.writeHead(503).end('sorry'));
    const host = new URL(url).host;
    expect(await refusal(http.send(get(url)))).toEqual({
      code: 'server-error',
      message: `${host} failed with status 503`,
    });
    expect(asked.length).toBe(3);
  });

  test('a body that was sent, the same', async () => {
    const { url, asked } = await serve((_, response, number) => response.writeHead(number < 2 ? 500 : 200).end());
    await http.send(get(url, { method: 'POST', body: 'again' }));
    expect(asked.map(({ method, body }) => [method, body])).toEqual([
      ['POST', 'again'],
      ['POST', 'again'],
    ]);
  });

  const day = 'Sat, 21 Nov 2026 08:00:';
  test.each<[string, Record<string, string>, number]>([
    ['as many seconds as it says', { 'retry-after': '7' }, 7_000],
    ['at once where it says so', { 'retry-after': '0' }, 0],
    ['until the date it says, by its own clock', { 'retry-after': `${day}12 GMT`, date: `${day}03 GMT` }, 9_000],
    ['no time at all for a date that is past', { 'retry-after': `${day}01 GMT`, date: `${day}03 GMT` }, 0],
    ['never longer than half a minute', { 'retry-after': '3600' }, 30_000],
    ['half a minute for a date far away', { 'retry-after': 'Fri, 01 Jan 2100 00:00:00 GMT' }, 30_000],
  ])('after 429, when asked to wait: %s', async (_, headers, expected) => {
    const { url } = await serve((__, response, number) =>
      response.writeHead(number < 2 ? 429 : 200, headers).end('ok'),
    );
    expect((await http.send(get(url))).status).toBe(200);
    expect(pauses).toEqual([expected]);
  });

  test.each(['soon', '-5', '', '1e9', '99999999999999'])(
    'after 429 with the meaningless Retry-After "%s" as usual',
    async (value) => {
      const { url } = await serve((_, response, number) =>
        response.writeHead(number < 2 ? 429 : 200, { 'retry-after': value }).end(),
      );
      expect((await http.send(get(url))).status).toBe(200);
      expect(pauses[0]).toBeGreaterThanOrEqual(500);
      expect(pauses[0]).toBeLessThanOrEqual(1_000);
    },
  );

  test('and names the rate limit when it stays', async () => {
    const { url, asked } = await serve((_, response) => response.writeHead(429).end());
    expect((await refusal(http.send(get(url)))).code).toBe('rate-limited');
    expect(asked.length).toBe(3);
  });

  test('a connection that is refused', async () => {
    const { port, close } = await serveSockets(() => undefined);
    await close();
    expect(await refusal(http.send(get(`http://127.0.0.1:${port}/with?token=hidden`)))).toEqual({
      code: 'refused',
      message: `127.0.0.1:${port} cannot be reached (ECONNREFUSED): check the network and HTTPS_PROXY`,
    });
    expect(pauses.length).toBe(2);
  });

  test('a host that does not exist', async () => {
    expect(await refusal(http.send(get('http://advisories.invalid/')))).toMatchObject({
      code: 'refused',
      message: expect.stringMatching(/^advisories\.invalid cannot be reached \(E/),
    });
  });

  test('a connection that breaks before the answer', async () => {
    const { port } = await serveSockets((socket) => socket.once('data', () => socket.destroy()));
    expect((await refusal(http.send(get(`http://127.0.0.1:${port}`)))).code).toBe('refused');
    expect(pauses.length).toBe(2);
  });
});

describe('the time limit of one attempt', () => {
  const slow: [string, (socket: { write(text: string): unknown }) => void][] = [
    ['nothing is said', () => undefined],
    ['the headers never end', (socket) => socket.write('HTTP/1.1 200 OK\r\nX: ')],
    ['the body never comes', (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n')],
    ['the body stops in the middle', (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab')],
  ];
  test.each(slow)('ends it when %s', async (_, talk) => {
    let connections = 0;
    const { port } = await serveSockets((socket) => {
      connections += 1;
      socket.once('data', () => talk(socket));
    });
    expect(await refusal(http.send(get(`http://127.0.0.1:${port}`, { timeoutMs: 60 })))).toEqual({
      code: 'timed-out',
      message: `127.0.0.1:${port} did not answer within 0.06 s`,
    });
    expect(connections).toBe(3);
  });

  test('ends a body that drips for ever', async () => {
    const drips: NodeJS.Timeout[] = [];
    const { url } = await serve((_, response) => {
      response.writeHead(200);
      drips.push(setInterval(() => response.write('x'), 5));
    });
    expect((await refusal(http.send(get(url, { timeoutMs: 100 })))).code).toBe('timed-out');
    for (const drip of drips) clearInterval(drip);
  });

  test('starts anew with each attempt', async () => {
    const { url } = await serve((_, response, number) => {
      if (number === 3) response.end('at last');
    });
    expect(text((await http.send(get(url, { timeoutMs: 400 }))).body)).toBe('at last');
  });
});

describe('a body', () => {
  test('exactly as large as allowed is given', async () => {
    const { url } = await serve((_, response) => response.end('x'.repeat(1_000)));
    expect((await http.send(get(url, { maxBytes: 1_000 }))).body.length).toBe(1_000);
  });

  test.each<[string, Record<string, string>]>([
    ['announced', { 'content-length': '1001' }],
    ['streamed', { 'transfer-encoding': 'chunked' }],
  ])('one byte larger is refused at once when it is %s', async (_, headers) => {
    const { url, asked } = await serve((__, response) => response.writeHead(200, headers).end('x'.repeat(1_001)));
    expect(await refusal(http.send(get(url, { maxBytes: 1_000 })))).toEqual({
      code: 'too-large',
      message: `the answer of ${new URL(url).host} has more than 1000 bytes`,
    });
    expect(asked.length).toBe(1);
  });

  test('without end is refused', async () => {
    const { url } = await serve((_, response) => {
      const more = () => {
        while (response.write('x'.repeat(100_000)));
        response.once('drain', more);
      };
      more();
    });
    expect((await refusal(http.send(get(url, { maxBytes: 5_000_000 })))).code).toBe('too-large');
  });

  test.each<[string, string]>([
    ['shorter than announced', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this'],
    ['whose last chunk is missing', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n'],
    ['whose chunks are broken', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabcd\r\n'],
    ['that is no HTTP', 'SSH-2.0-OpenSSH_9.6\r\n'],
  ])('%s is a bad answer, and is asked for again', async (_, answer) => {
    let connections = 0;
    const { port } = await serveSockets((socket) => {
      connections += 1;
      socket.once('data', () => socket.end(answer));
    });
    expect((await refusal(http.send(get(`http://127.0.0.1:${port}`)))).code).toBe('bad-answer');
    expect(connections).toBe(3);
  });

  test('that broke off is whole the next time', async () => {
    let connections = 0;
    const { port } = await serveSockets((socket) => {
      connections += 1;
      const rest = connections === 1 ? 'wh' : 'whole';
      socket.once('data', () => socket.end(`HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n${rest}`));
    });
    expect(text((await http.send(get(`http://127.0.0.1:${port}`))).body)).toBe('whole');
  });
});

describe('a redirect', () => {
  test.each([301, 302, 303, 307, 308])('with status %i on the same host is followed', async (status) => {
    const { url, asked } = await serve((one, response) => {
      if (one.path === '/new?x=1') response.end('here');
      else response.writeHead(status, { location: '/new?x=1' }).end();
    });
    expect(text((await http.send(get(`${url}/old`, { method: 'POST', body: 'b' }))).body)).toBe('here');
    const repeats = status === 307 || status === 308;
    expect(asked[1]).toMatchObject({ method: repeats ? 'POST' : 'GET', body: repeats ? 'b' : '' });
  });

  test.each([
    ['another port', (url: string) => `http://127.0.0.1:1/${url.length}`],
    ['another host', () => 'http://elsewhere.invalid/'],
    ['another protocol', (url: string) => url.replace('http:', 'ftp:')],
    ['nowhere that can be read', () => 'http://[::1'],
  ])('to %s is the answer, and nobody is asked there', async (_, to) => {
    const { url, asked } = await serve((__, response) => {
      response.writeHead(302, { location: to(url) }).end('gone');
    });
    expect(await http.send(get(url, { headers: { authorization: 'x' } }))).toMatchObject({ status: 302 });
    expect(asked.length).toBe(1);
  });

  test('in a circle is a bad answer', async () => {
    const { url } = await serve((_, response) => response.writeHead(302, { location: '/again' }).end());
    expect(await refusal(http.send(get(url)))).toMatchObject({ code: 'bad-answer' });
  });
});

describe('what cannot be sent is refused at once', () => {
  test.each([
    ['no address', 'advisories'],
    ['another protocol', 'file:///etc/passwd'],
  ])('%s', async (_, url) => {
    expect(await refusal(http.send(get(url)))).toEqual({ code: 'failed', message: `${url} is no address of the web` });
    expect(pauses).toEqual([]);
  });

  test('a header with a line end', async () => {
    const { url, asked } = await serve((_, response) => response.end());
    expect((await refusal(http.send(get(url, { headers: { x: 'a\r\nb: c' } })))).code).toBe('failed');
    expect(asked.length).toBe(0);
  });
});

test('a proxy of the environment is used, except where NO_PROXY says not to', async () => {
  const target = await serve((one, response) => response.end(`through for ${one.headers.host}`));
  const asked: string[] = [];
  const proxy = await serveSockets((socket) => {
    socket.once('data', (data) => {
      asked.push(String(data).split('\r\n')[0] ?? '');
      const onward = connect(Number(new URL(target.url).port), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        socket.pipe(onward).pipe(socket);
      });
    });
  });
  process.env.http_proxy = `http://127.0.0.1:${proxy.port}`;
  process.env.no_proxy = 'direct.invalid';
  try {
    const { body } = await http.send(get('http://advisories.invalid/v1'));
    expect(text(body)).toBe('through for advisories.invalid');
    expect(asked).toEqual(['CONNECT advisories.invalid:80 HTTP/1.1']);
    expect((await refusal(http.send(get('http://direct.invalid/')))).code).toBe('refused');
    expect(asked.length).toBe(1);
  } finally {
    delete process.env.http_proxy;
    delete process.env.no_proxy;
  }
});
