// What a request costs on its way through sandbox and connector: `node bench/connector.ts`. The baseline is a bare undici request to
// the same local server, measured in the same run, so that the ratio says something on any machine.
import { createServer } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { createEgress } from '#shared/drivers/http/egress.ts';
import { createSendThroughConnector } from '#shared/drivers/http/send-through-connector.ts';
import { connectorSchema } from '#shared/model/entities/connector.ts';
import { createRunnerPool } from '#shared/sandbox/client/runner-pool.ts';
import { defaultCodeLimits } from '#shared/sandbox/protocol/code-limits.ts';

const rounds = 200;
const answer = JSON.stringify({
  data: Array.from({ length: 20 }, (_, id) => ({ id, name: `Item ${id}`, status: 'active' })),
});
const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(answer);
});
const port = await new Promise<number>((resolve) => {
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    resolve(typeof address === 'object' && address !== null ? address.port : 0);
  });
});
const origin = `http://127.0.0.1:${port}`;

const connector = connectorSchema.parse({
  id: 'local',
  name: 'Local',
  provider: 'custom',
  urlPatterns: [`${origin}/*`],
  secretPlacement: { in: 'header', name: 'Authorization', template: 'Bearer {{secret}}' },
});
await using egress = createEgress();
const send = createSendThroughConnector({
  connectors: () => [connector],
  secretOf: () => Promise.resolve({ value: 'sk_bench_0123456789abcdef', origins: [origin] }),
  egress: () => egress,
  allowsLocal: () => true,
});
const agent = new Agent();
await using pool = createRunnerPool();

const run = {
  context: {},
  args: {},
  seed: 'bench',
  entropy: 'bench',
  now: 0,
  limits: defaultCodeLimits,
};
const emptyCode = 'export default async function () { return {} }';
const askingCode = `export default async function () {
  const response = await fetch('${origin}/items');
  const { data } = await response.json();
  return { count: data.length };
}`;

async function bare(): Promise<void> {
  const { body } = await request(`${origin}/items`, { dispatcher: agent });
  await body.json();
}

const through = (): Promise<unknown> =>
  send(
    { connectors: ['local'], method: 'GET', url: `${origin}/items`, headers: [], body: null },
    new AbortController().signal,
  );

const step = (code: string) => (): Promise<unknown> =>
  pool.run({ ...run, code }, { fetch: (asked, signal) => send({ ...asked, connectors: ['local'] }, signal) });

async function measure(name: string, call: () => Promise<unknown>, baseline?: number): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await setTimeout(5);
    const started = performance.now();
    await call();
    times.push(performance.now() - started);
  }
  const sorted = times.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(rounds / 2)] ?? Number.NaN;
  const high = sorted[Math.floor(rounds * 0.95)] ?? Number.NaN;
  const ratio = baseline === undefined ? '' : `   ${(median / baseline).toFixed(1)} × bare`;
  console.log(`${name.padEnd(34)} p50 ${median.toFixed(2)} ms   p95 ${high.toFixed(2)} ms${ratio}`);
  return median;
}

while (pool.stats().runners.idle < 2) await setTimeout(10);
await Promise.all([bare(), through(), step(askingCode)()]);
const baseline = await measure('bare undici request', bare);
await measure('through a connector', through, baseline);
await measure('code step without a request', step(emptyCode), baseline);
await measure('code step with one request', step(askingCode), baseline);
await agent.close();
server.closeAllConnections();
server.close();
