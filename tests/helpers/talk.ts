// A conversation on the real engine for tests: a project in a few lines, a clock that only the test moves.
import { compileFlow } from '#shared/engine/compile-flow.ts';
import type { Conversation } from '#shared/engine/conversation.ts';
import { deliver, deliverTimers, type Delivery } from '#shared/engine/deliver.ts';
import type { Driver, EffectRequest } from '#shared/engine/effects.ts';
import type { RunEvent, RunEventType } from '#shared/engine/events.ts';
import type { Executor } from '#shared/engine/executor.ts';
import type { Flow } from '#shared/engine/flow.ts';
import type { ChoiceValue, Message } from '#shared/engine/message.ts';
import { customerOf, newConversation } from '#shared/engine/new-conversation.ts';
import type { TurnRequest, TurnResult } from '#shared/engine/run-types.ts';
import type { Trigger } from '#shared/engine/trigger.ts';
import { createDriver } from '#shared/drivers/create-driver.ts';
import { refuseAll } from '#shared/drivers/refuse-all.testing.ts';
import type { GenerateAnswer } from '#shared/drivers/model/generate-answer.ts';
import { simulateModel } from '#shared/drivers/model/simulate-model.ts';
import { testUserSchema } from '#shared/model/entities/test-user.ts';
import type { FoundPassage } from '#shared/model/passage.ts';
import { type ProjectDocument, projectDocumentSchema } from '#shared/model/project.ts';
import { executors } from '#shared/steps/registry/executors.ts';
import type { JsonObject } from '#shared/util/json.ts';

export interface ProjectSketch {
  /** `[id, kind, settings]`; the workflow is `main` unless the id begins with another one's name and a slash. */
  readonly steps: readonly (readonly [id: string, kind: string, settings?: JsonObject])[];
  /** `from.port > to` */
  readonly edges?: readonly string[];
  readonly workspace?: JsonObject;
}

/** Makes a project; each workflow that a step id names exists, `sub/reply` is the step `sub-reply` of `sub`. */
export function sketchProject({ steps, edges = [], workspace = {} }: ProjectSketch): ProjectDocument {
  const idOf = (name: string): string => name.trim().replace('/', '-');
  const workflowOf = (name: string): string => (name.includes('/') ? (name.split('/')[0] ?? '') : 'main');
  return projectDocumentSchema.parse({
    format: 'dialogram',
    formatVersion: 1,
    workspace: {
      id: 'workspace',
      name: 'Shop',
      mainWorkflowId: 'main',
      primaryAssistantId: 'bot',
      fallbackMessage: 'Sorry.',
      ...workspace,
    },
    assistants: [
      { id: 'bot', name: 'Bot' },
      { id: 'ada', name: 'Ada' },
    ],
    workflows: [...new Set(['main', ...steps.map(([id]) => workflowOf(id))])].map((id) => ({ id, name: id })),
    steps: steps.map(([id, kind, settings = {}]) => ({
      id: idOf(id),
      workflowId: workflowOf(id),
      kind,
      settings,
    })),
    edges: edges.map((edge, index) => {
      const [from = '', to = ''] = edge.split('>');
      const [stepId = '', port = ''] = from.split('.');
      return { id: `e${index}`, from: { stepId: idOf(stepId), port: port.trim() }, to: idOf(to) };
    }),
  });
}

interface TalkOptions extends Partial<Pick<TurnRequest, 'signal' | 'beforeStep' | 'emit' | 'onDraft'>> {
  readonly kinds?: readonly Executor[];
  readonly runCode?: (args: JsonObject) => JsonObject;
  readonly search?: (request: EffectRequest<'knowledge.search'>) => readonly FoundPassage[];
  /** Answers prompts; default: the simulator. */
  readonly model?: GenerateAnswer;
  readonly driver?: Driver;
  readonly testUser?: JsonObject;
}

export class Talk {
  readonly flow: Flow;
  readonly options: TalkOptions;
  readonly events: RunEvent[] = [];
  readonly driver: Driver;
  state: Conversation;
  messages: readonly Message[] = [];
  now = 1_000_000;
  #triggers = 0;

  constructor(project: ProjectSketch | ProjectDocument, options: TalkOptions = {}) {
    this.options = options;
    this.flow = compileFlow('format' in project ? project : sketchProject(project), [
      ...executors,
      ...(options.kinds ?? []),
    ]);
    const testUser = testUserSchema.parse({
      id: 'ann',
      name: 'Ann',
      identity: 'identified',
      ...options.testUser,
    });
    this.driver =
      options.driver ??
      createDriver({
        ...refuseAll,
        'clock.now': () => Promise.resolve(this.now),
        'code.run': async ({ request }) => ({ result: options.runCode?.(request.args) ?? {}, console: [] }),
        'knowledge.search': async ({ request }) => ({ results: [...(options.search?.(request) ?? [])] }),
        'model.generate': ({ request, onDraft }) =>
          (options.model ?? simulateModel)(request, onDraft === undefined ? {} : { onDraft }),
      });
    this.state = newConversation({
      id: 'c',
      flow: this.flow,
      customer: customerOf(testUser),
      organizations: testUser.organizations,
      channel: testUser.channel,
    });
  }

  start(): Promise<TurnResult | undefined> {
    return this.trigger({ kind: 'start', ...this.#base() });
  }

  say(content: string): Promise<TurnResult | undefined> {
    const base = this.#base();
    return this.trigger({ kind: 'message', ...base, message: this.message(base.id, content) });
  }

  pick(value: ChoiceValue, choiceMessageId?: string): Promise<TurnResult | undefined> {
    const base = this.#base();
    return this.trigger({
      kind: 'message',
      ...base,
      message: { ...this.message(base.id, String(value)), choice: { value } },
      ...(choiceMessageId === undefined ? {} : { choiceMessageId }),
    });
  }

  async skipTime(seconds: number): Promise<void> {
    const until = this.now + seconds * 1000;
    this.#take(await deliverTimers({ ...this.request(), until }));
    this.now = until;
  }

  async trigger(trigger: Trigger): Promise<TurnResult | undefined> {
    const delivery = await deliver({ ...this.request(), trigger });
    this.#take(delivery);
    return delivery.results.at(-1);
  }

  request() {
    const { kinds: _k, runCode: _r, model: _m, driver: _d, testUser: _t, ...hooks } = this.options;
    return {
      flow: this.flow,
      state: this.state,
      messages: this.messages,
      driver: this.driver,
      onTurn: ({ acceptedAt }: Trigger) => {
        this.now = acceptedAt;
      },
      ...hooks,
    };
  }

  message(id: string, content: string): Message {
    return { id, role: 'user', content, channel: this.state.channel };
  }

  /** The events of some types, in order, and forgets all so far. */
  told(...types: readonly RunEventType[]): RunEvent[] {
    const told = this.events.filter(({ type }) => types.includes(type));
    this.events.length = 0;
    return told;
  }

  /** What was said to the customer since the last look. */
  replies(): string[] {
    return this.told('reply', 'choice').map((event) => ('content' in event ? event.content : ''));
  }

  #base() {
    this.#triggers += 1;
    return { id: `m${this.#triggers}`, acceptedAt: this.now };
  }

  #take({ state, messages, results }: Delivery): void {
    this.state = state;
    this.messages = messages;
    for (const { events } of results) this.events.push(...events);
  }
}
