// How many turns a second the engine runs for message → branch → reply, against the same work without an engine
// (parse the message, compare, fill the text, write the state as JSON) in the same run; and which part of the engine's time the garbage
// collector takes: a turn that something keeps for longer than it lasts costs more there than its steps do.
// `node bench/engine.ts` prints one JSON line.
import { type PerformanceEntry, PerformanceObserver } from 'node:perf_hooks';
import { createDriver } from '#shared/drivers/create-driver.ts';
import { refuseAll } from '#shared/drivers/refuse-all.testing.ts';
import { compileFlow } from '#shared/engine/compile-flow.ts';
import { customerOf, newConversation } from '#shared/engine/new-conversation.ts';
import { messageSchema } from '#shared/engine/message.ts';
import { runTurn } from '#shared/engine/run-turn.ts';
import { projectDocumentSchema } from '#shared/model/project.ts';
import { testUserSchema } from '#shared/model/entities/test-user.ts';
import { executors } from '#shared/steps/registry/executors.ts';

const rounds = 7;
const turnsPerRound = 2000;

const project = projectDocumentSchema.parse({
  format: 'dialogram',
  formatVersion: 1,
  workspace: { id: 'w', name: 'Bench', mainWorkflowId: 'main', primaryAssistantId: 'bot' },
  assistants: [{ id: 'bot', name: 'Bot' }],
  workflows: [{ id: 'main', name: 'Main' }],
  steps: [
    { id: 'm', workflowId: 'main', kind: 'message-received' },
    {
      id: 'b',
      workflowId: 'main',
      kind: 'branch',
      settings: {
        cases: [
          {
            id: 'refund',
            condition: {
              combinator: 'and',
              rules: [
                { field: 'message.content', operator: 'contains', value: 'refund' },
                { field: 'user.verified', operator: 'isTrue' },
              ],
            },
          },
        ],
      },
    },
    {
      id: 'r',
      workflowId: 'main',
      kind: 'reply',
      settings: { content: 'Hi {{ user.name }}, about your {{ user.attrs.plan }} plan: {{ args.content }}' },
    },
  ],
  edges: [
    { id: 'e1', from: { stepId: 'm', port: 'next' }, to: 'b' },
    { id: 'e2', from: { stepId: 'b', port: 'refund' }, to: 'r' },
  ],
});
const user = testUserSchema.parse({ id: 'u', name: 'Ann', identity: 'verified', attrs: { plan: 'pro' } });
const flow = compileFlow(project, executors);
const driver = createDriver({
  ...refuseAll,
  'clock.now': () => Promise.resolve(0),
});
const customer = customerOf(user);
const fresh = newConversation({ id: 'c', flow, customer, organizations: [], channel: 'web' });

const said = (id: number) =>
  messageSchema.parse({ id: `m${id}`, role: 'user', content: 'a refund please', channel: 'web' });

async function engine(count: number): Promise<void> {
  let state = fresh;
  for (let turn = 0; turn < count; turn += 1) {
    const message = said(turn);
    const trigger = { kind: 'message', id: message.id, acceptedAt: turn, message } as const;
    const result = await runTurn({ flow, state, trigger, messages: [], driver });
    if (result.newMessages.length !== 2) throw new Error('The bench’s flow did not reply.');
    state = result.state;
  }
}

async function baseline(count: number): Promise<void> {
  let state = fresh;
  for (let turn = 0; turn < count; turn += 1) {
    const message = said(turn);
    if (!message.content.includes('refund') || state.customer.verified !== true) throw new Error('No.');
    const content = `Hi ${String(state.customer.name)}, about your ${String(state.customer.attrs['plan'])} plan: ${message.content}`;
    state = { ...state, messages: [...state.messages, message.id, content.slice(0, 9)].slice(-20) };
    if (JSON.stringify(state).length > 32_000) throw new Error('No.');
    await Promise.resolve();
  }
}

async function perSecond(run: (count: number) => Promise<void>): Promise<number> {
  const started = performance.now();
  await run(turnsPerRound);
  return (turnsPerRound / (performance.now() - started)) * 1000;
}

const pauses: PerformanceEntry[] = [];
const collections = new PerformanceObserver((seen) => pauses.push(...seen.getEntries()));
collections.observe({ entryTypes: ['gc'] });
const runs: { engine: number; baseline: number }[] = [];
const spans: { from: number; to: number }[] = [];
for (let round = 0; round < rounds; round += 1) {
  const from = performance.now();
  const ofEngine = await perSecond(engine);
  spans.push({ from, to: performance.now() });
  runs.push({ engine: ofEngine, baseline: await perSecond(baseline) });
}
// What the observer has not been told yet.
await new Promise(setImmediate);
pauses.push(...collections.takeRecords());
collections.disconnect();
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
const inEngine = pauses.filter(({ startTime }) =>
  spans.some(({ from, to }) => startTime >= from && startTime < to),
);
const collectorShare =
  sum(inEngine.map(({ duration }) => duration)) / sum(spans.map(({ from, to }) => to - from));
const median = (name: 'engine' | 'baseline') =>
  runs.map((run) => run[name]).toSorted((one, other) => one - other)[Math.floor(rounds / 2)] ?? Number.NaN;

const [turns, bare] = [median('engine'), median('baseline')];
console.log(
  JSON.stringify({
    turnsPerSecond: Math.round(turns),
    baselinePerSecond: Math.round(bare),
    timesSlower: Math.round((bare / turns) * 10) / 10,
    collectorPercent: Math.round(collectorShare * 1000) / 10,
  }),
);
