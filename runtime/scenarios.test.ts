// The scenarios of the engine, played over HTTP: what a preview does, the hosted runtime does.
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { bundleText, makeRuntimeBundle } from '#shared/bundle/runtime-bundle.ts';
import { contentHash } from '#shared/drivers/content-hash.ts';
import { projectNeeds } from '#shared/engine/check/project-needs.ts';
import { simulatorName } from '#shared/engine/model-request.ts';
import type { Scenario, ScriptAction } from '#shared/engine/scenario.ts';
import { apiErrorSchema } from '#shared/runtime-api/errors.ts';
import { applyPatches } from '#shared/model/apply-patches.ts';
import { type TestUser, testUserSchema } from '#shared/model/entities/test-user.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import { definitions } from '#shared/steps/registry/definitions.ts';
import { scenarioStart } from '#tests/helpers/play-scenario.ts';
import type { Answer } from '#tests/helpers/runtime-client.ts';
import { startRuntime, type TestRuntime } from '#tests/helpers/runtime-server.ts';
import { expectEvents, readScenarios } from '#tests/helpers/scenario-files.ts';

type Event = { readonly type: string; readonly [key: string]: unknown };

let now = scenarioStart;
let server: TestRuntime;
let count = 0;
const idOf = (number: number): string => `conversation-${number}`;

beforeAll(async () => {
  server = await startRuntime({
    now: () => now,
    newId: () => idOf(count),
    turnPrefix: () => '',
    environment: { DIALOGRAM_RUNNERS: '2' },
  });
});
afterAll(() => server[Symbol.asyncDispose]());

/** Nobody can send a timer over HTTP: `deliver.test.ts` shows that a stale one does nothing. */
const isOverHttp = ({ script }: Scenario): boolean => !script.some((action) => 'fireTimer' in action);
const scenarios = readScenarios(join(import.meta.dirname, '../shared/engine/scenarios')).filter(
  ({ scenario }) => isOverHttp(scenario),
);

test.each(scenarios)('$file: $scenario.name', async ({ scenario }) => {
  now = scenarioStart;
  count += 1;
  const talk = new Talk(idOf(count), scenario);
  await talk.start();
  for (const action of scenario.script) await talk.act(action);
  expectEvents(scenario, await talk.events());
  expect(talk.state()).toMatchObject(scenario.expectState ?? {});
});

class Talk {
  readonly #id: string;
  readonly #testUser: string | undefined;
  #document: ProjectDocument;
  /** Refusals are answers, and no events: nothing has changed. */
  readonly #refusals: { readonly after: number; readonly event: Event }[] = [];

  constructor(id: string, { project, testUser }: Scenario) {
    this.#id = id;
    // In a preview the simulator answers where no model is chosen; customers are not answered so unasked.
    const defaultModel = project.workspace.defaultModel ?? simulatorName;
    this.#document = { ...project, workspace: { ...project.workspace, defaultModel } };
    this.#testUser = testUser;
  }

  async start(): Promise<void> {
    await publish(this.#document, 'finish');
    const user = userNamed(this.#document, this.#testUser);
    await server.client.start({
      projectId: this.#document.workspace.id,
      customer: customerRequest(user),
      channel: user.channel,
    });
  }

  async act(action: ScriptAction): Promise<void> {
    const { conversations } = server.runtime.services;
    if ('say' in action) await this.#send({ content: action.say });
    else if ('pick' in action) await this.#pick(action.pick);
    else if ('stall' in action) now += action.stall * 1000;
    else if ('skip' in action) {
      now += action.skip * 1000;
      await conversations.wake(this.#id);
    } else if ('operator' in action) {
      await this.#ask(
        `operator/${{ join: 'take-over', leave: 'hand-back', close: 'close' }[action.operator]}`,
        {},
      );
    } else if ('operatorSays' in action) await this.#ask('operator/reply', { content: action.operatorSays });
    else if ('decide' in action) {
      await this.#ask('operator/decide', {
        isApproved: action.decide === 'approve',
        reason: action.reason ?? '',
      });
    } else if ('become' in action) {
      await this.#ask(
        'customer',
        { customer: customerRequest(userNamed(this.#document, action.become)) },
        'PUT',
      );
    } else if ('edit' in action) {
      this.#document = applyPatches(this.#document, action.edit);
      await publish(this.#document, 'move');
      await conversations.wake(this.#id);
    }
  }

  async events(): Promise<Event[]> {
    const stored = await server.client.events(this.#id);
    const events: Event[] = [];
    for (const { seq, event } of [{ seq: 0, event: undefined }, ...stored]) {
      if (event !== undefined) events.push(event);
      events.push(...this.#refusals.filter(({ after }) => after === seq).map((refusal) => refusal.event));
    }
    const text = JSON.stringify(events).replaceAll(this.#id, 'conversation');
    return z.array(z.looseObject({ type: z.string() })).parse(JSON.parse(text));
  }

  state(): unknown {
    const select = 'SELECT state FROM conversation WHERE id = ?';
    const text = z.string().parse(server.runtime.services.database.prepare(select).pluck().get(this.#id));
    return JSON.parse(text.replaceAll(this.#id, 'conversation'));
  }

  #ask(path: string, body: object, method = 'POST'): Promise<Answer> {
    return server.client.ask(`/v1/conversations/${this.#id}/${path}`, { body, method });
  }

  async #send(body: object): Promise<void> {
    const { status, body: answer } = await this.#ask('messages?wait=20', body);
    if (status < 300) return;
    const { error } = apiErrorSchema.parse(answer);
    const after = (await server.client.events(this.#id)).at(-1)?.seq ?? 0;
    this.#refusals.push({ after, event: { type: 'message.refused', id: '', error } });
  }

  /** By label or value among the options that were shown last. */
  async #pick(wanted: string | number | boolean): Promise<void> {
    const asked = (await server.client.messages(this.#id)).findLast(({ options }) => options !== undefined);
    const option =
      asked?.options?.find(({ label }) => label === wanted) ??
      asked?.options?.find(({ value }) => value === wanted);
    const choice = {
      value: option?.value ?? wanted,
      ...(asked === undefined ? {} : { messageId: asked.id }),
    };
    await this.#send({ content: option?.label ?? String(wanted), choice });
  }
}

/** Scenarios show what goes wrong, too, and what has errors is not published over HTTP. */
async function publish(document: ProjectDocument, conversations: 'finish' | 'move'): Promise<void> {
  const { publications, writer, flows } = server.runtime.services;
  const place = { projectId: document.workspace.id, environment: 'production' } as const;
  const text = bundleText(
    makeRuntimeBundle(document, { needs: projectNeeds(document, definitions), knowledge: [] }),
  );
  const bundleHash = contentHash(text);
  await writer.write(() => {
    publications.keepBundle(place.projectId, bundleHash, text);
    const request = { target: { bundleHash }, kind: 'publish', note: '', conversations } as const;
    publications.activate(place, request, { rev: publications.state(place).rev, by: 'test', at: now });
  });
  flows.forget(place);
}

const visitor = testUserSchema.parse({ id: 'visitor', name: 'Visitor', identity: 'anonymous' });

function userNamed({ testUsers }: ProjectDocument, name: string | undefined): TestUser {
  return testUsers.find((user) => name === undefined || user.name === name || user.id === name) ?? visitor;
}

function customerRequest({ id, identity, externalId, email, name, attrs, organizations }: TestUser) {
  const isAnonymous = identity === 'anonymous';
  return {
    internalId: id,
    type: isAnonymous ? 'anonymous' : 'identified',
    externalId: isAnonymous ? null : externalId,
    verified: identity === 'verified',
    email,
    name: isAnonymous ? null : name,
    attrs,
    organizations,
  };
}
