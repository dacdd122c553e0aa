// A runtime as tests ask it: over HTTP, with what comes back parsed by the schemas of its API.
import { z } from 'zod';
import { bundleText, type KnowledgeContent, makeRuntimeBundle } from '#shared/bundle/runtime-bundle.ts';
import { contentHash } from '#shared/drivers/content-hash.ts';
import { projectNeeds } from '#shared/engine/check/project-needs.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import {
  conversationViewSchema,
  eventListSchema,
  messageListSchema,
  turnViewSchema,
} from '#shared/runtime-api/conversations.ts';
import { activateResponseSchema, environmentStateSchema } from '#shared/runtime-api/publishing.ts';
import { definitions } from '#shared/steps/registry/definitions.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

interface Asked {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const environment = 'production';

export class RuntimeClient {
  readonly url: string;
  readonly key: string;

  constructor(url: string, key: string) {
    this.url = url;
    this.key = key;
  }

  async ask(path: string, { method, body, headers = {} }: Asked = {}): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: { authorization: `Bearer ${this.key}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? null : JSON.parse(text),
    };
  }

  /** Throws with what was refused. */
  async get<Schema extends z.ZodType>(
    schema: Schema,
    path: string,
    asked: Asked = {},
  ): Promise<z.infer<Schema>> {
    const answer = await this.ask(path, asked);
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return schema.parse(answer.body);
  }

  /** Sends a project and makes it live. Gives the version's number. */
  async publish(
    document: ProjectDocument,
    {
      conversations = 'finish',
      knowledge = [],
    }: { conversations?: 'finish' | 'move'; knowledge?: KnowledgeContent[] } = {},
  ): Promise<number> {
    const needs = projectNeeds(document, definitions);
    const text = bundleText(makeRuntimeBundle(document, { needs, knowledge }));
    const hash = contentHash(text);
    const project = `/v1/projects/${document.workspace.id}`;
    await this.get(z.unknown(), `${project}/bundles/${hash}`, { method: 'PUT', body: text });
    const { rev } = await this.get(environmentStateSchema, `${project}/environments/${environment}`);
    const { version } = await this.get(
      activateResponseSchema,
      `${project}/environments/${environment}/activations`,
      {
        headers: { 'if-match': `"${rev}"` },
        body: { target: { bundleHash: hash }, kind: 'publish', conversations },
      },
    );
    return version.number;
  }

  start(body: Readonly<Record<string, unknown>>, wait = 10) {
    return this.get(turnViewSchema, `/v1/conversations?wait=${wait}`, { body: { environment, ...body } });
  }

  say(conversation: string, content: string, wait = 10) {
    return this.get(turnViewSchema, `/v1/conversations/${conversation}/messages?wait=${wait}`, {
      body: { content },
    });
  }

  view(conversation: string) {
    return this.get(conversationViewSchema, `/v1/conversations/${conversation}`);
  }

  /** At most 500, after this one. */
  async messages(conversation: string, after = 0) {
    const path = `/v1/conversations/${conversation}/messages?limit=500&after=${after}`;
    return (await this.get(messageListSchema, path)).messages;
  }

  /** Every run event. */
  async events(conversation: string) {
    const all: z.infer<typeof eventListSchema>['events'] = [];
    for (;;) {
      const after = all.at(-1)?.seq ?? 0;
      const path = `/v1/conversations/${conversation}/events?limit=500&after=${after}`;
      const { events } = await this.get(eventListSchema, path);
      if (events.length === 0) return all;
      all.push(...events);
    }
  }
}
