// Plays a scenario through the real engine: messages in memory, a clock that only the script moves.
// Invariant: ids and times are the same in every play.
import type { Conversation } from '#shared/engine/conversation.ts';
import { compileFlow } from '#shared/engine/compile-flow.ts';
import { deliver, type Delivery, deliverTimers } from '#shared/engine/deliver.ts';
import { timersOf } from '#shared/engine/due-timers.ts';
import type { Driver } from '#shared/engine/effects.ts';
import type { RunEvent } from '#shared/engine/events.ts';
import type { Flow } from '#shared/engine/flow.ts';
import type { ChoiceValue, Message } from '#shared/engine/message.ts';
import { moveToFlow } from '#shared/engine/move-flow.ts';
import { customerOf, newConversation } from '#shared/engine/new-conversation.ts';
import { operatorJoins, operatorLeaves } from '#shared/engine/operator.ts';
import type { Scenario, ScriptAction } from '#shared/engine/scenario.ts';
import type { Trigger } from '#shared/engine/trigger.ts';
import { applyPatches } from '#shared/model/apply-patches.ts';
import { type TestUser, testUserSchema } from '#shared/model/entities/test-user.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import { executors } from '#shared/steps/registry/executors.ts';

/** When every scenario begins: a Monday, noon in UTC. */
export const scenarioStart = Date.UTC(2026, 0, 5, 12);

export interface Played {
  readonly events: readonly RunEvent[];
  readonly state: Conversation;
  /** The whole transcript, oldest first. */
  readonly messages: readonly Message[];
}

/** Performs a scenario's effects; `now` is the scenario's clock. */
export type MakeDriver = (now: () => number) => Driver;

export async function playScenario(scenario: Scenario, makeDriver: MakeDriver): Promise<Played> {
  const play = new Play(scenario, makeDriver);
  await play.start();
  for (const action of scenario.script) await play.act(action);
  return play.played();
}

class Play {
  readonly #driver: Driver;
  readonly #channel: Conversation['channel'];
  readonly #events: RunEvent[] = [];
  #document: ProjectDocument;
  #flow: Flow;
  #state: Conversation;
  #messages: readonly Message[] = [];
  #now = scenarioStart;
  #triggers = 0;

  constructor(scenario: Scenario, makeDriver: MakeDriver) {
    this.#driver = makeDriver(() => this.#now);
    this.#document = scenario.project;
    this.#flow = compileFlow(this.#document, executors);
    const testUser = findTestUser(scenario);
    this.#channel = testUser.channel;
    const workflowId = findWorkflowId(scenario);
    this.#state = newConversation({
      id: 'conversation',
      flow: this.#flow,
      customer: customerOf(testUser),
      organizations: testUser.organizations,
      channel: testUser.channel,
      ...(workflowId === undefined ? {} : { workflowId }),
    });
  }

  played(): Played {
    return { events: this.#events, state: this.#state, messages: this.#messages };
  }

  start(): Promise<void> {
    return this.#trigger((base) => ({ ...base, kind: 'start' }));
  }

  async act(action: ScriptAction): Promise<void> {
    if ('say' in action) await this.#say(action.say);
    else if ('pick' in action) await this.#pick(action.pick);
    else if ('skip' in action) await this.#skip(action.skip);
    else if ('operator' in action) this.#operator(action.operator);
    else if ('edit' in action) this.#edit(action.edit);
    else await this.#fireTimer(action.fireTimer.generationOffset);
  }

  #say(content: string): Promise<void> {
    return this.#trigger((base) => ({ ...base, kind: 'message', message: this.#message(base.id, content) }));
  }

  /** Among the options that were shown last; anything else is picked as it stands, to see it refused. */
  #pick(picked: ChoiceValue): Promise<void> {
    const choice = this.#events.findLast((event) => event.type === 'choice');
    const option = choice?.options.find(({ label, value }) => label === picked || value === picked);
    return this.#trigger((base) => ({
      ...base,
      kind: 'message',
      message: {
        ...this.#message(base.id, option?.label ?? String(picked)),
        choice: { value: option?.value ?? picked },
      },
      ...(choice === undefined ? {} : { choiceMessageId: choice.id }),
    }));
  }

  async #skip(seconds: number): Promise<void> {
    const until = this.#now + seconds * 1000;
    this.#take(await deliverTimers({ ...this.#request(), until }));
    this.#now = until;
  }

  #operator(change: 'join' | 'leave'): void {
    const changed = (change === 'join' ? operatorJoins : operatorLeaves)(this.#state, this.#now);
    this.#state = changed.state;
    this.#events.push(...changed.events);
  }

  #edit(patches: Extract<ScriptAction, { edit: unknown }>['edit']): void {
    this.#document = applyPatches(this.#document, patches);
    this.#flow = compileFlow(this.#document, executors);
    const moved = moveToFlow(this.#state, this.#flow);
    this.#state = moved.state;
    this.#events.push(...moved.events);
  }

  #fireTimer(generationOffset: number): Promise<void> {
    const latest = this.#events.findLast((event) => event.type === 'timer.set');
    return this.#trigger((base) => ({
      ...base,
      kind: 'timeout',
      timerId: timersOf(this.#state)[0]?.id ?? latest?.timerId ?? 'no-timer',
      generation: this.#state.generation + generationOffset,
    }));
  }

  #message(id: string, content: string): Message {
    return { id: `m-${id}`, role: 'user', content, channel: this.#channel };
  }

  async #trigger(
    make: (base: { readonly id: string; readonly acceptedAt: number }) => Trigger,
  ): Promise<void> {
    this.#triggers += 1;
    const trigger = make({ id: `t${this.#triggers}`, acceptedAt: this.#now });
    this.#take(await deliver({ ...this.#request(), trigger }));
  }

  #request() {
    return {
      flow: this.#flow,
      state: this.#state,
      messages: this.#messages.filter(({ id }) => this.#state.messages.includes(id)),
      driver: this.#driver,
      onTurn: (trigger: Trigger) => {
        this.#now = trigger.acceptedAt;
      },
    };
  }

  #take({ state, results }: Delivery): void {
    this.#state = state;
    this.#messages = [...this.#messages, ...results.flatMap(({ newMessages }) => newMessages)];
    this.#events.push(...results.flatMap(({ events }) => events));
  }
}

function findTestUser({ project, testUser }: Scenario): TestUser {
  const found =
    testUser === undefined ? project.testUsers[0] : project.testUsers.find(({ name }) => name === testUser);
  if (found !== undefined) return found;
  if (testUser !== undefined) throw new Error(`The scenario's project has no test user "${testUser}".`);
  return testUserSchema.parse({ id: 'visitor', name: 'Visitor', identity: 'anonymous' });
}

function findWorkflowId({ project, workflow }: Scenario) {
  if (workflow === undefined) return undefined;
  const found = project.workflows.find(({ name }) => name === workflow);
  if (found === undefined) throw new Error(`The scenario's project has no workflow "${workflow}".`);
  return found.id;
}
