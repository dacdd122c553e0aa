// A web server on loopback for tests of what goes out: with or without TLS, answering as each test says.
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { join } from 'node:path';

const fixture = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../fixtures/tls', name), 'utf8');

/** The authority that the secure servers' certificate is of: for localhost, 127.0.0.1, *.example.test and api.stripe.test. */
export const testAuthority = fixture('certificate.pem');

export interface WebServer extends AsyncDisposable {
  readonly port: number;
  /** With `localhost` as the host. */
  readonly url: string;
  /** What was asked for, in order. */
  readonly requests: readonly SeenRequest[];
}

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Answer = (request: SeenRequest, response: ServerResponse) => unknown;

export async function startWebServer(
  answer: Answer,
  { isSecure = false, address = '127.0.0.1' } = {},
): Promise<WebServer> {
  const requests: SeenRequest[] = [];
  const listen = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let body = '';
    for await (const part of request.setEncoding('utf8')) body += String(part);
    const { method = '', url: path = '', headers } = request;
    const seen = { method, path, headers, body };
    requests.push(seen);
    await answer(seen, response);
  };
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    listen(request, response).catch(() => response.destroy());
  };
  const server = isSecure
    ? createSecureServer({ cert: testAuthority, key: fixture('key.pem') }, listener)
    : createServer(listener);
  const port = await new Promise<number>((resolve) => {
    server.listen(0, address, () => {
      const bound = server.address();
      resolve(typeof bound === 'object' && bound !== null ? bound.port : 0);
    });
  });
  return {
    port,
    url: `${isSecure ? 'https' : 'http'}://localhost:${port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
