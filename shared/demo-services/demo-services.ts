// A small shop on this computer to build actions against: orders, calendar, tickets, discounts, mail and contacts, with the OpenAPI
// document of all of them.
// Invariants: on loopback alone; everything is in memory and forgotten at the end; only who has the key gets in.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { demoKey, demoPort } from '#shared/model/integration-presets/demo.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type JsonObject, jsonObjectSchema } from '#shared/util/json.ts';
import { demoOpenApi } from './demo-openapi.ts';
import { type Answer, openShop, type Shop } from './shop.ts';

export interface DemoServices extends AsyncDisposable {
  readonly url: string;
  readonly key: string;
  /** Everything that was changed, as it is now. */
  readonly shop: Shop;
}

const longestBody = 100_000;

/** `port` 0 takes any that is free. Throws when the port is taken. */
export async function startDemoServices({
  port = demoPort,
}: { readonly port?: number } = {}): Promise<DemoServices> {
  const shop = openShop();
  const answered = new Map<string, Answer>();
  let count = 0;

  const respond = async (request: IncomingMessage): Promise<Answer> => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const method = request.method ?? 'GET';
    if (url.pathname === '/openapi.json') return { status: 200, body: demoOpenApi(addressOf(server)) };
    if (request.headers['x-api-key'] !== demoKey) {
      return { status: 401, body: { error: 'The header X-Api-Key is missing, or another key is in it.' } };
    }
    const body = await bodyOf(request);
    if (body === undefined) return { status: 400, body: { error: 'The body is no JSON object.' } };
    // A write that comes again is answered again, and not done twice.
    const repeat = request.headers['idempotency-key'];
    const key = `${method} ${url.pathname} ${String(repeat)}`;
    const before = repeat === undefined ? undefined : answered.get(key);
    const answer = before ?? shop.answer(method, url, body);
    if (repeat !== undefined && answer.status < 500) answered.set(key, answer);
    return answer;
  };
  const listen = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { status, body } = await respond(request);
    count += 1;
    response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': `demo-${count}` });
    response.end(JSON.stringify(body));
  };
  const server = createServer((request, response) => {
    listen(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: addressOf(server),
    key: demoKey,
    shop,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

function addressOf(server: ReturnType<typeof createServer>): string {
  const address = server.address();
  if (typeof address === 'object' && address !== null) return `http://localhost:${address.port}`;
  throw new AppError('INTERNAL', 'The demo services do not listen any more.', { blame: 'bug' });
}

async function bodyOf(request: IncomingMessage): Promise<JsonObject | undefined> {
  let text = '';
  for await (const part of request.setEncoding('utf8')) {
    text += String(part);
    if (text.length > longestBody) return undefined;
  }
  if (text === '') return {};
  try {
    return jsonObjectSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
