// Any flow, any triggers: turns end, never throw, keep the state plain and bounded, and run again the same way.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDriver } from '#shared/drivers/create-driver.ts';
import { refuseAll } from '#shared/drivers/refuse-all.testing.ts';
import { createJournalDriver, createMemoryJournal } from '#shared/drivers/journal-driver.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { limits } from '#shared/model/limits.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import { executors } from '#shared/steps/registry/executors.ts';
import type { JsonObject } from '#shared/util/json.ts';
import { checkProject } from './check/check-project.ts';
import { sketchProject, Talk } from '#tests/helpers/talk.ts';
import { compileFlow } from './compile-flow.ts';
import { conversationSchema } from './conversation.ts';
import { jsonBytes } from './json-bytes.ts';
import type { ModelAnswer, ModelRequest } from './model-request.ts';
import { moveToFlow } from './move-flow.ts';
import { operatorJoins, operatorLeaves } from './operator.ts';

const workflows = ['main', 'a', 'b'];
const stepIds = workflows.flatMap((workflow) => [0, 1, 2, 3, 4, 5].map((number) => `${workflow}/${number}`));
const option = (value: string) => ({ id: `o${value}`, label: value.toUpperCase(), value });

const sizeParameter = {
  id: 's',
  name: 'size',
  type: 'choice',
  choices: [{ id: 'a', value: 's' }],
};

const template = fc.constantFrom(
  'Hi {{ user.name }}',
  '{{args.content}}',
  '{{ args.size | default: now }}',
  '{{ args.big }}{{ args.big }}',
  '{{ nothing }}',
  '{% for x in args.list %}{{ x }}{% endfor %}',
  '{{ broken',
  '',
);

const step: fc.Arbitrary<[kind: string, settings: JsonObject]> = fc.oneof(
  { weight: 4, arbitrary: template.map((content): [string, JsonObject] => ['reply', { content }]) },
  {
    weight: 4,
    arbitrary: fc
      .record({
        content: template,
        options: fc.constantFrom([], [option('s')], [option('s'), option('l')]),
        timeoutSeconds: fc.constantFrom(null, 5, 60),
        isSkippable: fc.boolean(),
        isTypedLabelPick: fc.boolean(),
      })
      .map((settings): [string, JsonObject] => ['choice', { ...settings, saveAs: 'size' }]),
  },
  {
    weight: 3,
    arbitrary: fc
      .record({
        target: fc.constantFrom('workflow', 'workflow', 'parent'),
        workflowId: fc.constantFrom(...workflows, 'gone', null),
        initial: fc.constantFrom('start', 'idle'),
      })
      .map((settings): [string, JsonObject] => ['workflow', settings]),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('grow', 'fail', 'list', 'deep')
      .map((code): [string, JsonObject] => ['code', { code }]),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(...stepIds)
      .map((stepId): [string, JsonObject] => ['ref', { stepId: stepId.replace('/', '-') }]),
  },
  fc.constantFrom<[string, JsonObject]>(
    ['wait', { seconds: 30 }],
    ['wait', { mode: 'until', until: '{{ args.content }}' }],
    ['set', { values: [{ id: 'v', name: 'size', value: 's' }] }],
    ['end', {}],
    [
      'prompt',
      {
        tools: [
          { id: 'yes', name: 'Answer' },
          { id: 'next', name: 'Take', parameters: [sizeParameter] },
        ],
      },
    ],
    ['escalate', { note: '{{ args.content }}' }],
    [
      'user-update',
      { name: '{{ args.content }}', attributes: [{ id: 'a', name: 'big', value: '{{ args.big }}' }] },
    ],
    ['unknown', {}],
    ['reply', { content: 7 }],
    [
      'branch',
      {
        cases: [
          {
            id: 'yes',
            condition: { combinator: 'and', rules: [{ field: 'args.size', operator: 'is', value: 's' }] },
          },
        ],
      },
    ],
  ),
);

const entries = ['conversation-started', 'message-received', 'entered', 'no-activity'];

const document: fc.Arbitrary<ProjectDocument> = fc
  .record({
    steps: fc.array(step, { minLength: stepIds.length, maxLength: stepIds.length }),
    hasEntry: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
    edges: fc.array(
      fc.tuple(
        fc.constantFrom(
          ...stepIds,
          ...workflows.flatMap((workflow) => entries.map((kind) => `${workflow}/${kind}`)),
        ),
        fc.constantFrom('next', 'next', 'next', 'message', 'timeout', 'error', 'returned', 'yes', 'else'),
        fc.constantFrom(...stepIds),
      ),
      { minLength: 10, maxLength: 60 },
    ),
    stepCeiling: fc.constantFrom(5, 50, 200),
  })
  .map(({ steps, hasEntry, edges, stepCeiling }) =>
    sketchProject({
      workspace: { stepCeiling },
      steps: [
        ...workflows.flatMap((workflow, index) =>
          entries
            .filter((kind, at) => kind === 'message-received' || hasEntry[index * 4 + at] === true)
            .map((kind) => [`${workflow}/${kind}`, kind] as const),
        ),
        ...steps.map(([kind, settings], index) => [stepIds[index] ?? '', kind, settings] as const),
      ],
      edges: [
        ...workflows.map((workflow) => `${workflow}/message-received.next > ${workflow}/0`),
        ...edges.map(([from, port, to]) => `${from}.${port} > ${to}`),
      ],
    }),
  );

type Act = { say: string } | { pick: string } | { skip: number } | { operator: boolean } | { move: true };
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('hello', 'S', '2030-01-01', '{{ x }}', '').map((say) => ({ say })),
  },
  { weight: 4, arbitrary: fc.constantFrom('s', 'l', 'other').map((pick) => ({ pick })) },
  { weight: 3, arbitrary: fc.constantFrom(0, 5, 60, 400, 90_000).map((skip) => ({ skip })) },
  fc.boolean().map((operator) => ({ operator })),
  fc.constant({ move: true as const }),
);

/** Sometimes a tool that fits, sometimes text, an unknown tool or arguments that do not fit. */
function answerTo({ messages, repair }: ModelRequest): ModelAnswer {
  const said = messages.at(-1)?.content.length ?? 0;
  const calls = [
    [{ tool: 'answer', args: { content: '{{ args.big }}' } }],
    [],
    [
      { tool: 'nothing', args: {} },
      { tool: 'take', args: { size: 's' } },
    ],
    [{ tool: 'take', args: { size: 7 } }],
  ][(said + (repair === null ? 0 : 1)) % 4];
  return { model: 'm', calls: calls ?? [], text: 'hm', usage: { inputTokens: 1, outputTokens: 1 } };
}

const driverOf = (clock: () => number) =>
  createDriver({
    ...refuseAll,
    'clock.now': () => Promise.resolve(clock()),
    'code.run': async ({ request: { code } }) => {
      if (code === 'fail') throw new AppError('CODE_THROWN', 'It broke.');
      const results: Readonly<Record<string, JsonObject>> = {
        grow: { big: 'x'.repeat(9000) },
        list: { list: [1, 2, 3], big: 'é'.repeat(7000) },
        deep: { deep: JSON.parse('[{"a":[[]]}]') },
      };
      return { result: results[code] ?? {}, console: [] };
    },
    'knowledge.search': () => Promise.resolve({ results: [] }),
    'model.generate': async ({ request }) => answerTo(request),
  });

async function play(project: ProjectDocument, acts: readonly Act[], talk: Talk): Promise<void> {
  await talk.start();
  for (const next of acts) {
    if ('say' in next) await talk.say(next.say);
    else if ('pick' in next) await talk.pick(next.pick);
    else if ('skip' in next) await talk.skipTime(next.skip);
    else if ('operator' in next) {
      talk.state = (next.operator ? operatorJoins : operatorLeaves)(talk.state, talk.now).state;
    } else {
      const without = project.steps.filter(({ id }) => id !== talk.state.wait?.stepId);
      talk.state = moveToFlow(talk.state, compileFlow({ ...project, steps: without }, executors)).state;
    }
    expect(jsonBytes(talk.state)).toBeLessThanOrEqual(limits.stateBytes);
    for (const { args } of talk.state.stack) expect(jsonBytes(args)).toBeLessThanOrEqual(limits.argsBytes);
  }
}

describe('any flow and any triggers', () => {
  it('ends every turn, keeps the state plain and bounded, and replays from the journal to the same', async () => {
    await fc.assert(
      fc.asyncProperty(document, fc.array(act, { minLength: 1, maxLength: 12 }), async (project, acts) => {
        const journal = createMemoryJournal();
        const played = async (isFirst: boolean): Promise<Talk> => {
          const clock = (): number => (isFirst ? talk.now : Number.NaN);
          const inner = isFirst ? driverOf(clock) : { perform: () => Promise.reject(new Error('outside')) };
          const talk: Talk = new Talk(project, { driver: createJournalDriver(inner, journal) });
          await play(project, acts, talk);
          return talk;
        };
        const first = await played(true);
        expect(conversationSchema.parse(JSON.parse(JSON.stringify(first.state)))).toEqual(first.state);
        expect(JSON.parse(JSON.stringify(first.events))).toEqual(first.events);
        const count = (type: string): number => first.events.filter((event) => event.type === type).length;
        expect(count('turn.ended')).toBe(count('turn.started'));
        expect(count('step.ended')).toBe(count('step.started'));
        for (const event of first.events) {
          if (event.type === 'turn.failed') expect(event.error.code).not.toBe('INTERNAL');
        }

        const again = await played(false);
        expect(again.events).toEqual(first.events);
        expect(again.state).toEqual(first.state);
        expect(
          checkProject(
            project,
            executors.map(({ definition }) => definition),
          ),
        ).toBeInstanceOf(Array);
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});
