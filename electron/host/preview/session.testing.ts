// Small projects and sessions for tests.
import { simulateModel } from '#shared/drivers/model/simulate-model.ts';
import { emptyProject } from '#shared/bundle/empty-project.ts';
import { createDriver, type EffectHandlers } from '#shared/drivers/create-driver.ts';
import { refuseAll } from '#shared/drivers/refuse-all.testing.ts';
import type { RunEvent, RunEventType } from '#shared/engine/events.ts';
import { compileFlow } from '#shared/engine/compile-flow.ts';
import type { FoundPassage } from '#shared/model/passage.ts';
import { type ProjectDocument, projectDocumentSchema } from '#shared/model/project.ts';
import { testUserSchema } from '#shared/model/entities/test-user.ts';
import { executors } from '#shared/steps/registry/executors.ts';
import type { JsonObject } from '#shared/util/json.ts';
import { ConversationSession, type SessionOptions } from './session.ts';
import { SessionClock } from './session-clock.ts';

type StepSketch = readonly [id: string, kind: string, settings?: JsonObject];
type EdgeSketch = readonly [from: string, port: string, to: string];

/** A project with a main workflow of these steps; it has its `started` entry already. */
export function projectOf(steps: readonly StepSketch[], edges: readonly EdgeSketch[]): ProjectDocument {
  const empty = emptyProject('Test', 'test');
  return projectDocumentSchema.parse({
    ...empty,
    steps: [
      ...empty.steps,
      ...steps.map(([id, kind, settings = {}]) => ({ id, workflowId: 'main', kind, settings })),
    ],
    edges: edges.map(([stepId, port, to]) => ({ id: `${stepId}-${port}`, from: { stepId, port }, to })),
  });
}

/** Asks for a plan, for a minute; answers each way the customer may go on. */
export const askingProject = projectOf(
  [
    [
      'ask',
      'choice',
      {
        content: 'Which plan?',
        options: [
          { id: 'free', label: 'Free', value: 'free' },
          { id: 'pro', label: 'Pro', value: 'pro' },
        ],
        saveAs: 'plan',
        timeoutSeconds: 60,
      },
    ],
    ['picked', 'reply', { content: 'You have {{args.plan}}.' }],
    ['late', 'reply', { content: 'Still there?' }],
    ['wrote', 'message-received'],
    ['echo', 'reply', { content: 'You wrote: {{args.content}}' }],
  ],
  [
    ['started', 'next', 'ask'],
    ['ask', 'next', 'picked'],
    ['ask', 'timeout', 'late'],
    ['wrote', 'next', 'echo'],
  ],
);

export const testStart = Date.UTC(2026, 0, 5, 12);

type RunCode = EffectHandlers['code.run'];
type Generate = EffectHandlers['model.generate'];

/** What code steps do unless a test says otherwise. */
const noResult: RunCode = async () => ({ result: {}, console: [] });

export interface TestSession {
  readonly session: ConversationSession;
  /** Moves the clock that runs by itself in the app. */
  readonly pass: (seconds: number) => void;
  readonly events: <Type extends RunEventType>(...types: Type[]) => Extract<RunEvent, { type: Type }>[];
  /** Who said what, as `user: Hi`. */
  readonly transcript: () => string[];
}

export function testSession(
  document: ProjectDocument,
  options: Partial<SessionOptions> & {
    readonly runCode?: RunCode;
    readonly generate?: Generate;
    /** What every search finds. */
    readonly found?: readonly FoundPassage[];
  } = {},
): TestSession {
  let now = testStart;
  const {
    runCode = noResult,
    generate = ({ request }) => simulateModel(request),
    found = [],
    ...given
  } = options;
  const clock = given.clock ?? new SessionClock(() => now);
  const session = new ConversationSession({
    id: 'conversation',
    turnPrefix: '',
    flow: compileFlow(document, executors),
    testUser:
      document.testUsers[0] ??
      testUserSchema.parse({ id: 'visitor', name: 'Visitor', identity: 'anonymous' }),
    clock,
    driver: createDriver({
      ...refuseAll,
      'clock.now': async () => clock.now(),
      'code.run': runCode,
      'knowledge.search': () => Promise.resolve({ results: [...found] }),
      'model.generate': generate,
    }),
    hasRealTimers: false,
    ...given,
  });
  const isOf =
    <Type extends RunEventType>(types: readonly Type[]) =>
    (event: RunEvent): event is Extract<RunEvent, { type: Type }> =>
      types.some((type) => type === event.type);
  return {
    session,
    pass: (seconds) => {
      now += seconds * 1000;
    },
    events: (...types) => session.records.map(({ event }) => event).filter(isOf(types)),
    transcript: () => session.view().transcript.map(({ role, content }) => `${role}: ${content}`),
  };
}
