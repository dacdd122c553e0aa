// Asks a hosted runtime: the requests of docs/runtime.md that publishing is made of, typed by the schemas of its API. The app and the
// command line use this one.
// Invariants: the key is sent to the runtime's own address alone, over TLS or to this computer; answers are bounded and parsed; every
// failure is an AppError that says what to do. Each request can be sent again, so one that met a restart is.
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { type RuntimeBundle, parseRuntimeBundle } from '#shared/bundle/runtime-bundle.ts';
import type { Egress, EgressResponse } from '#shared/drivers/http/egress.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { KnowledgeDocument } from '#shared/model/knowledge-content.ts';
import {
  conversationViewSchema,
  messageListSchema,
  type sendRequestSchema,
  turnViewSchema,
} from '#shared/runtime-api/conversations.ts';
import { apiErrorSchema } from '#shared/runtime-api/errors.ts';
import {
  type ActivateRequest,
  activateResponseSchema,
  activationListSchema,
  bundleReceiptSchema,
  type Environment,
  environmentStateSchema,
  hashListSchema,
  runtimeInfoSchema,
  type SecretRequest,
  secretListSchema,
  versionListSchema,
} from '#shared/runtime-api/publishing.ts';
import { runtimeAddress } from '#shared/runtime-api/runtime-address.ts';
import { parseJson } from '#shared/util/json.ts';

export interface RuntimeAccess {
  readonly url: string;
  readonly key: string;
  /** It answered before. */
  readonly isKnown?: boolean;
}

interface Asked {
  readonly method?: 'GET' | 'POST' | 'PUT';
  /** JSON text. */
  readonly body?: string;
  readonly headers?: readonly (readonly [string, string])[];
}

const timeoutMs = 60_000;
/** How long a runtime holds the answer to a message back for its turn to end; it allows 30. */
const turnSeconds = 20;
/** What a runtime takes, and the largest thing that it gives: a bundle. */
const mostBytes = 64 * 1024 * 1024;
/** Long enough for a runtime to be started again. */
const retryAfterMs = [300, 1000, 3000];

export class RuntimeApi {
  /** Without a slash at its end. */
  readonly url: string;
  readonly #egress: Egress;
  readonly #key: string;
  readonly #signal: AbortSignal | undefined;
  /** It has answered, so what fails now may be gone in a moment. */
  #isKnown: boolean;

  /** Throws INVALID_INPUT for an address that a key must not be sent to. */
  constructor(egress: Egress, { url, key, isKnown = false }: RuntimeAccess, signal?: AbortSignal) {
    this.#isKnown = isKnown;
    this.url = runtimeAddress(url);
    this.#egress = egress;
    this.#key = key;
    this.#signal = signal;
  }

  async info() {
    try {
      return await this.#get(runtimeInfoSchema, '/v1/info');
    } catch (thrown) {
      // Every runtime has this, so the address leads beside it.
      throw AppError.is(thrown) && thrown.code === 'NOT_FOUND' ? this.#stranger() : thrown;
    }
  }

  environment(projectId: string, environment: Environment) {
    return this.#get(environmentStateSchema, placePath(projectId, environment));
  }

  /** Newest first. */
  async versions(projectId: string) {
    return (await this.#get(versionListSchema, `${projectPath(projectId)}/versions`)).versions;
  }

  /** Newest first. */
  async activations(projectId: string, environment: Environment) {
    const path = `${placePath(projectId, environment)}/activations`;
    return (await this.#get(activationListSchema, path)).activations;
  }

  async bundle(projectId: string, hash: string): Promise<RuntimeBundle> {
    return parseRuntimeBundle(await this.#get(z.unknown(), `${projectPath(projectId)}/bundles/${hash}`));
  }

  sendBundle(projectId: string, hash: string, text: string) {
    const path = `${projectPath(projectId)}/bundles/${hash}`;
    return this.#get(bundleReceiptSchema, path, { method: 'PUT', body: text });
  }

  async sendDocuments(projectId: string, documents: readonly KnowledgeDocument[]): Promise<void> {
    const body = JSON.stringify({ documents });
    await this.#get(hashListSchema, `${projectPath(projectId)}/knowledge`, { method: 'POST', body });
  }

  /** By name: the servers that each may be sent to. */
  async secrets(
    projectId: string,
    environment: Environment,
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const { secrets } = await this.#get(secretListSchema, `${placePath(projectId, environment)}/secrets`);
    return new Map(secrets.map(({ name, origins }) => [name, origins]));
  }

  async saveSecret(
    projectId: string,
    environment: Environment,
    name: string,
    secret: SecretRequest,
  ): Promise<void> {
    const path = `${placePath(projectId, environment)}/secrets/${name}`;
    await this.#get(z.unknown(), path, { method: 'PUT', body: JSON.stringify(secret) });
  }

  /** `rev`: the state of the environment that whoever publishes has seen. Rejects with PUBLISH_CONFLICT when there is a newer one. */
  activate(
    {
      projectId,
      environment,
      rev,
    }: { readonly projectId: string; readonly environment: Environment; readonly rev: number },
    request: ActivateRequest,
  ) {
    const path = `${placePath(projectId, environment)}/activations`;
    return this.#write(activateResponseSchema, path, request, [['if-match', `"${rev}"`]]);
  }

  /** As an anonymous customer. Resolves when its first turn has ended, or goes on for long. */
  startConversation(projectId: string, environment: Environment) {
    return this.#write(turnViewSchema, `/v1/conversations?wait=${turnSeconds}`, { projectId, environment });
  }

  /** As its customer. */
  say(conversationId: string, said: z.input<typeof sendRequestSchema>) {
    return this.#write(
      turnViewSchema,
      `${conversationPath(conversationId)}/messages?wait=${turnSeconds}`,
      said,
    );
  }

  conversation(conversationId: string) {
    return this.#get(conversationViewSchema, conversationPath(conversationId));
  }

  /** The first 500. */
  async messages(conversationId: string) {
    const path = `${conversationPath(conversationId)}/messages?limit=500`;
    return (await this.#get(messageListSchema, path)).messages;
  }

  /** Happens once, however often it is sent. */
  #write<Schema extends z.ZodType>(
    schema: Schema,
    path: string,
    body: unknown,
    headers: Asked['headers'] = [],
  ): Promise<z.infer<Schema>> {
    return this.#get(schema, path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: [...headers, ['idempotency-key', randomUUID()]],
    });
  }

  async #get<Schema extends z.ZodType>(
    schema: Schema,
    path: string,
    asked: Asked = {},
  ): Promise<z.infer<Schema>> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        const answer = this.#read(await this.#send(path, asked));
        this.#isKnown = true;
        const parsed = schema.safeParse(answer);
        if (parsed.success) return parsed.data;
        throw this.#stranger();
      } catch (thrown) {
        const error = AppError.from(thrown);
        const pause = retryAfterMs[attempt];
        const mayPass = error.code === 'HTTP_FAILED' || error.code === 'TOO_BUSY';
        if (!this.#isKnown || !mayPass || pause === undefined) throw error;
        await wait(pause, undefined, this.#signal === undefined ? {} : { signal: this.#signal });
      }
    }
  }

  async #send(path: string, { method = 'GET', body, headers = [] }: Asked): Promise<EgressResponse> {
    const { origin } = new URL(this.url);
    const bytes = body === undefined ? undefined : Buffer.from(body);
    if (bytes !== undefined && bytes.byteLength > mostBytes) {
      throw new AppError(
        'TOO_LARGE',
        'The project is too large to be published: 64 MB is the most. Make texts and code smaller, or make two projects of it.',
      );
    }
    try {
      return await this.#egress.request(
        {
          method,
          url: `${this.url}${path}`,
          headers: [['accept', 'application/json'], ...(body === undefined ? [] : [json]), ...headers],
          ...(bytes === undefined ? {} : { body: bytes }),
        },
        {
          permits: (url) => url.origin === origin,
          allowsLocal: true,
          secret: {
            value: this.#key,
            placement: { in: 'header', name: 'authorization', template: 'Bearer {{secret}}' },
          },
          limits: { timeoutMs, requestBytes: mostBytes, responseBytes: mostBytes, redirects: 0 },
        },
        this.#signal,
      );
    } catch (thrown) {
      throw this.#inWords(AppError.from(thrown));
    }
  }

  #read({ status, body }: EgressResponse): unknown {
    const answer = parseJson(body.toString('utf8'));
    if (status < 300) return answer;
    const refusal = apiErrorSchema.safeParse(answer);
    if (!refusal.success) throw this.#stranger();
    const error = AppError.fromJSON(refusal.data.error);
    if (error.code !== 'UNAUTHORIZED') throw error;
    throw new AppError(
      'UNAUTHORIZED',
      `The runtime at ${this.url} does not know this key: it is wrong, deleted, or of another runtime. Enter its key again.`,
    );
  }

  #inWords(error: AppError): AppError {
    if (error.code === 'HTTP_TIMEOUT' || error.code === 'HTTP_FAILED') {
      return new AppError(
        'HTTP_FAILED',
        `The runtime at ${this.url} could not be reached: ${error.message.replace(/^fetch failed: /u, '')}`,
        { blame: 'environment', details: error.details },
      );
    }
    return error;
  }

  #stranger(): AppError {
    return new AppError(
      'NOT_FOUND',
      `What answers at ${this.url} is no Dialogram runtime that this version can talk to. Look whether the address is right, and whether the runtime is up to date.`,
      { blame: 'environment' },
    );
  }
}

const json = ['content-type', 'application/json'] as const;
const conversationPath = (id: string): string => `/v1/conversations/${encodeURIComponent(id)}`;
const projectPath = (projectId: string): string => `/v1/projects/${projectId}`;
const placePath = (projectId: string, environment: Environment): string =>
  `${projectPath(projectId)}/environments/${environment}`;
