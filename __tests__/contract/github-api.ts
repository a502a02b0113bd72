/** The one request that the Action makes of GitHub's API, answered on loopback. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeApi {
  readonly url: string;
  /** `METHOD path authorization` of every request so far. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** Says of every pull request that it changes these files (https://docs.github.com/rest/pulls/pulls#list-pull-requests-files). */
export async function startApi(files: readonly unknown[]): Promise<FakeApi> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url?.split('?')[0]} ${request.headers.authorization}`);
    response.setHeader('content-type', 'application/json').end(JSON.stringify(files));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address of that kind.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () => new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve()))),
  };
}
