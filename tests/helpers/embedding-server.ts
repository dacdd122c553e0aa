// A server that speaks OpenAI's embeddings API on loopback. A text's vector is made of its words: the same words give the same
// vector, and words that mean the same count as one. What fails, and what it was asked, is told by its handle.
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

const requestSchema = z.object({ model: z.string(), input: z.union([z.string(), z.array(z.string())]) });

const sameMeaning: readonly (readonly string[])[] = [
  ['refund', 'refunds', 'reimbursement', 'money', 'back'],
  ['parcel', 'parcels', 'package', 'shipment'],
  ['car', 'automobile', 'vehicle'],
];
const concepts = new Map(
  sameMeaning.flatMap((words) => words.map((word) => [word, words[0] ?? word] as const)),
);
const size = 256;

export interface EmbeddingServer extends AsyncDisposable {
  /** Ends with `/v1`. */
  readonly url: string;
  /** Texts that were asked about, in order. */
  readonly asked: readonly string[];
  /** Answers with this status from now on; null = as it should. */
  failWith(status: number | null): void;
  /** Requests wait from now on until `goOn`. */
  hold(): void;
  goOn(): void;
}

export async function startEmbeddingServer(): Promise<EmbeddingServer> {
  const asked: string[] = [];
  let failure: number | null = null;
  let allowed = Promise.resolve();
  let release = (): void => undefined;
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: string[] = [];
      for await (const chunk of request.setEncoding('utf8')) chunks.push(String(chunk));
      response.setHeader('content-type', 'application/json');
      if (request.url === '/v1/models') {
        response.end(JSON.stringify({ object: 'list', data: [{ id: 'meaning-embed', object: 'model' }] }));
        return;
      }
      await allowed;
      if (failure !== null) {
        response.writeHead(failure).end(JSON.stringify({ error: { message: 'Out of order.' } }));
        return;
      }
      const { input } = requestSchema.parse(JSON.parse(chunks.join('')));
      const texts = typeof input === 'string' ? [input] : input;
      asked.push(...texts);
      const data = texts.map((text, index) => ({ object: 'embedding', index, embedding: vectorOf(text) }));
      response.end(JSON.stringify({ object: 'list', data, usage: { prompt_tokens: 1, total_tokens: 1 } }));
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port }: AddressInfo = z
    .object({ port: z.int(), address: z.string(), family: z.string() })
    .parse(server.address());
  return {
    url: `http://127.0.0.1:${port}/v1`,
    asked,
    failWith(status) {
      failure = status;
    },
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      [allowed, release] = [promise, resolve];
    },
    goOn() {
      release();
    },
    async [Symbol.asyncDispose]() {
      release();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function vectorOf(text: string): number[] {
  const vector = Array.from({ length: size }, () => 0);
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    const concept = concepts.get(word) ?? word;
    for (let part = 0; part < 8; part += 1) {
      const hash = hashOf(`${part}${concept}`);
      const place = hash % size;
      vector[place] = (vector[place] ?? 0) + (hash & 1024 ? 1 : -1);
    }
  }
  return vector;
}

function hashOf(text: string): number {
  let hash = 2166136261;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619) >>> 0;
  return hash;
}
