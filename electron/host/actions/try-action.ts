// Does an action once for an author who tries it: a conversation of its own, whose only step runs the action.
// Invariants: the same engine, driver and checks as in any conversation; confirmation is given and approval granted, so that what
// comes after them is seen; what the action does wrong is an answer, not a failure; nothing of it is in the audit log.
import { randomUUID } from 'node:crypto';
import type { RunEvent } from '#shared/engine/events.ts';
import type { Action } from '#shared/model/entities/action.ts';
import { edgeSchema, stepSchema, workflowSchema } from '#shared/model/entities/flow.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import { AppError, type AppErrorJson } from '#shared/errors/app-error.ts';
import type { ActionTrial } from '#shared/ipc/actions.ts';
import type { ChannelRequest } from '#shared/ipc/channels.ts';
import type { JsonObject } from '#shared/util/json.ts';
import { openSession, type OpenSessionOptions } from '../preview/open-session.ts';
import type { OutsideRequests } from '../preview/outside-requests.ts';
import type { ConversationSession } from '../preview/session.ts';

/** Who answers what the conversation asks for. */
export type TrialReach = Pick<OpenSessionOptions, 'pool' | 'model' | 'http' | 'knowledge' | 'services'>;

interface TryActionOptions extends TrialReach {
  readonly document: ProjectDocument;
  readonly outside: OutsideRequests;
}

type Trial = Omit<ChannelRequest<'preview.tryAction'>, 'isLive'>;

/** Throws ACTION_NOT_FOUND and TEST_USER_NOT_FOUND. */
export async function tryAction(
  { actionId, testUserId, inputs }: Trial,
  { document, outside, ...reach }: TryActionOptions,
  signal: AbortSignal,
): Promise<ActionTrial> {
  const action = document.actions.find(({ id }) => id === actionId);
  if (action === undefined) {
    throw new AppError(
      'ACTION_NOT_FOUND',
      'This action does not exist any more. Undo its deletion, or make it again.',
    );
  }
  const events: RunEvent[] = [];
  const session = openSession({
    id: `try-${randomUUID()}`,
    turnPrefix: 'try:',
    document: withTrial(document, action, inputs),
    workflow: trialId,
    ...(testUserId === undefined ? {} : { testUser: testUserId }),
    baseClock: Date.now,
    hasRealTimers: false,
    ...reach,
    listen: (driver) => outside.wrap(driver),
    onRecord: ({ event }) => events.push(event),
  });
  const stop = (): void => session.stop();
  signal.addEventListener('abort', stop);
  const startedAt = performance.now();
  try {
    const allowed = await play(session);
    return { ...allowed, ...endOf(session, events, outside), durationMs: performance.now() - startedAt };
  } finally {
    signal.removeEventListener('abort', stop);
    session.close();
  }
}

/** Says yes to what is asked before. */
async function play(session: ConversationSession): Promise<Pick<ActionTrial, 'question' | 'isApproved'>> {
  await session.start();
  let question: string | null = null;
  const { openChoiceId, transcript } = session.view();
  const asked = transcript.find(({ id }) => id === openChoiceId);
  if (asked?.options?.some(({ value }) => value === 'yes') === true) {
    question = asked.content;
    await session.pick(asked.id, 'yes');
  }
  const isApproved = session.view().approval !== undefined;
  if (isApproved) await session.decide({ isApproved: true, reason: 'Tried out' });
  return { question, isApproved };
}

function endOf(
  session: ConversationSession,
  events: readonly RunEvent[],
  outside: OutsideRequests,
): Omit<ActionTrial, 'question' | 'isApproved' | 'durationMs'> {
  const { transcript, trace } = session.view();
  const executed = events.findLast((event) => event.type === 'action.executed');
  const ended = events.findLast((event) => event.type === 'step.ended' && event.id === actionStepId);
  const error = errorOf(events);
  return {
    outcome: executed?.type === 'action.executed' ? executed.outcome : null,
    port: ended?.type === 'step.ended' && ended.outcome !== 'wait' ? ended.port : null,
    result: ended?.type === 'step.ended' && error === null ? ended.args : {},
    said: transcript
      .filter(({ role, options }) => role === 'assistant' && options === null)
      .map(({ content }) => content),
    requests: trace
      .flatMap(({ requests }) => requests)
      .map((request) => ({ ...request, details: outside.detailsOf(request.key) })),
    error,
  };
}

function errorOf(events: readonly RunEvent[]): AppErrorJson | null {
  for (const event of events.toReversed()) {
    if (event.type === 'step.ended' && event.error !== undefined) return event.error;
    if (event.type === 'turn.failed') return event.error;
  }
  return null;
}

/** Ids that no window makes. */
const trialId = 'trial';
const actionStepId = 'trial-action';

/** The project with a workflow that does this action when a conversation starts, and ends quietly when it fails. */
function withTrial(document: ProjectDocument, action: Action, inputs: Trial['inputs']): ProjectDocument {
  const values = action.inputs.flatMap(({ id, name }) => {
    const value = inputs[name];
    return value === undefined ? [] : [{ id, value: asWritten(value) }];
  });
  const step = (id: string, kind: string, settings: JsonObject = {}) =>
    stepSchema.parse({ id, workflowId: trialId, kind, settings });
  const edge = (stepId: string, port: string, to: string) =>
    edgeSchema.parse({ id: `trial-${port}`, from: { stepId, port }, to });
  return {
    ...document,
    workflows: [...document.workflows, workflowSchema.parse({ id: trialId, name: 'Trial' })],
    steps: [
      ...document.steps,
      step('trial-start', 'conversation-started'),
      step(actionStepId, 'action', { actionId: action.id, inputs: values }),
      step('trial-failed', 'end'),
    ],
    edges: [
      ...document.edges,
      edge('trial-start', 'next', actionStepId),
      edge(actionStepId, 'error', 'trial-failed'),
    ],
  };
}

/** Settings of a step are templates; what somebody typed is none. */
function asWritten(value: string): string {
  return /\{[{%]/u.test(value) ? `{% raw %}${value}{% endraw %}` : value;
}
