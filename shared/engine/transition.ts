// What a step's outcome makes of a conversation: edges, waits, jumps, returns, the end.
// Invariants: pure; throws an AppError before anything has changed, so that the step's `error` port can take it.
import type { Json, JsonObject } from '#shared/util/json.ts';
import type { StepId, WorkflowId } from '#shared/model/ids.ts';
import { limits } from '#shared/model/limits.ts';
import { assertNever } from '#shared/util/assert-never.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { argsOfEntry, mergeArgs } from './args.ts';
import { changeConversation } from './change-conversation.ts';
import type { Conversation, Frame } from './conversation.ts';
import type { FoundPassage } from '#shared/model/passage.ts';
import type { RunEvent, RunEventMap } from './events.ts';
import type { Flow, FlowStep } from './flow.ts';
import { poppedFrames, topOf, withArgs } from './frames.ts';
import type { Outcome } from './outcome.ts';
import type { Trigger } from './trigger.ts';
import { waitFor } from './waits.ts';

export interface Transition {
  readonly state: Conversation;
  /** What happened, without the step's own end. */
  readonly events: readonly RunEvent[];
  readonly port: string | null;
  readonly outcome: RunEventMap['step.ended']['outcome'];
  /** What a search found. */
  readonly found?: readonly FoundPassage[];
  /** The next step, or how the turn ends. */
  readonly next: NextPoint | 'waiting' | 'idle' | 'closed';
}

/** `returned`: what came back from the workflow that the step had called. */
export interface NextPoint {
  readonly to: StepId;
  readonly returned?: { readonly call: Json; readonly result: JsonObject };
}

export interface TransitionPlace {
  readonly flow: Flow;
  readonly state: Conversation;
  readonly step: FlowStep;
  readonly trigger: Trigger;
  /** The message with which the step offered something. */
  readonly askedBy: string | undefined;
}

const returnedPort = 'returned';

export function applyOutcome(place: TransitionPlace, outcome: Outcome): Transition {
  if ('take' in outcome) {
    const changed = changeConversation(
      mergeOutcome(place.state, outcome),
      place.step.step.id,
      outcome.change,
    );
    const way = follow(place.flow, changed.state, place.step.step.id, outcome.take);
    const { found } = outcome;
    if (found === undefined) {
      return { ...way, events: [...changed.events, ...way.events], port: outcome.take, outcome: 'take' };
    }
    const told: RunEvent = {
      type: 'search.found',
      id: place.step.step.id,
      query: found.query,
      results: [...found.results],
      ...(found.notice === undefined ? {} : { notice: found.notice }),
    };
    return {
      ...way,
      state: { ...way.state, searchResults: found.results.map(({ id }) => id) },
      events: [told, ...changed.events, ...way.events],
      port: outcome.take,
      outcome: 'take',
      found: found.results,
    };
  }
  if ('wait' in outcome) return startWait(place, outcome);
  if ('jump' in outcome) return jump(place, outcome);
  if ('return' in outcome) return goBack(place, outcome.return);
  if ('end' in outcome) return close(place.state);
  return assertNever(outcome);
}

function mergeOutcome(
  state: Conversation,
  { drop = [], merge }: Extract<Outcome, { take: unknown }>,
): Conversation {
  if (merge === undefined && drop.length === 0) return state;
  const { args } = topOf(state);
  const kept =
    drop.length === 0
      ? args
      : Object.fromEntries(Object.entries(args).filter(([name]) => !drop.includes(name)));
  return withArgs(state, mergeArgs(kept, merge ?? {}));
}

/** Goes along the way that leaves a port; a port without one is a dead end, and the frame stays active. */
export function follow(
  flow: Flow,
  state: Conversation,
  from: StepId,
  port: string,
): Pick<Transition, 'state' | 'events' | 'next'> {
  const way = flow.next(from, port);
  if (way === undefined) return { state, events: [{ type: 'dead_end', id: from, port }], next: 'idle' };
  const events: RunEvent[] =
    way.edge === undefined ? [] : [{ type: 'edge.taken', id: way.edge.id, from, port, to: way.to }];
  return { state, events, next: { to: way.to } };
}

function startWait(
  { state: before, step, askedBy }: TransitionPlace,
  { wait: request, change }: Extract<Outcome, { wait: unknown }>,
): Transition {
  const { state, events: changes } = changeConversation(before, step.step.id, change);
  const wait = waitFor(state, step, request, askedBy);
  const { stepId, kind } = wait;
  const events: RunEvent[] = [
    ...changes,
    { type: 'wait.started', stepId, kind, dueAt: request.dueAt ?? null },
  ];
  for (const { id, dueAt } of wait.timers) events.push({ type: 'timer.set', timerId: id, dueAt, stepId });
  return { state: { ...state, wait }, events, port: null, outcome: 'wait', next: 'waiting' };
}

function close(state: Conversation): Transition {
  return {
    state: { ...state, status: 'closed' },
    events: [{ type: 'conversation.closed' }],
    port: null,
    outcome: 'end',
    next: 'closed',
  };
}

/** A workflow that is called gets a frame of its own; else one that is on the stack is unwound to and entered again; any other gets a frame with a copy of `args`. */
function jump(
  place: TransitionPlace,
  { jump: workflowId, mode, call }: Extract<Outcome, { jump: unknown }>,
): Transition {
  const { flow, state, step } = place;
  if (!flow.workflows.has(workflowId)) {
    throw new AppError(
      'WORKFLOW_NOT_FOUND',
      'The workflow to go to does not exist any more. Choose another one.',
      {
        details: { workflowId },
      },
    );
  }
  const args = call?.args ?? topOf(state).args;
  const entry = mode === 'start' ? entryOf(place, workflowId, args) : undefined;
  const known = call === undefined ? state.stack.findIndex((frame) => frame.workflowId === workflowId) : -1;
  const below = known === -1 ? state.stack : state.stack.slice(0, known);
  const kept = known === -1 ? undefined : state.stack[known];
  if (below.length >= limits.frames) {
    throw new AppError(
      'TOO_DEEP',
      `More than ${limits.frames} workflows are active inside each other. Let one of them go back before going deeper.`,
      { details: { workflowId } },
    );
  }
  const events = poppedFrames(state, known === -1 ? state.stack.length : known + 1);
  if (known === -1) events.push({ type: 'frame.pushed', workflowId, depth: below.length });
  const frame: Frame = {
    ...(kept ?? {
      workflowId,
      callStepId: step.step.id,
      ...(call === undefined ? {} : { call: call.data }),
    }),
    args: entry?.args ?? args,
  };
  return {
    state: { ...state, stack: [...below, frame] },
    events,
    port: null,
    outcome: 'jump',
    next: entry === undefined ? 'idle' : { to: entry.stepId },
  };
}

/** Where a started workflow begins: *entered*, else *message received* when there is a current message. */
function entryOf(
  { flow, trigger }: TransitionPlace,
  workflowId: WorkflowId,
  args: JsonObject,
): { readonly stepId: StepId; readonly args: JsonObject } {
  const entered = flow.entry(workflowId, 'enter');
  if (entered !== undefined) return { stepId: entered, args: argsOfEntry(args) };
  const received = trigger.kind === 'message' ? flow.entry(workflowId, 'message') : undefined;
  if (received !== undefined && trigger.kind === 'message') {
    return { stepId: received, args: argsOfEntry(args, trigger.message.content) };
  }
  const name = flow.workflows.get(workflowId)?.name ?? workflowId;
  throw new AppError(
    'WORKFLOW_NO_ENTRY',
    `The workflow “${name}” cannot be started here: it has no “entered” step${trigger.kind === 'message' ? '' : ', and there is no message for “message received”'}. Add an “entered” step to it.`,
    { details: { workflowId } },
  );
}

/** Pops the active frame; its `args` are merged into those of the workflow below. */
function goBack({ flow, state }: TransitionPlace, mode: 'start' | 'idle'): Transition {
  const child = topOf(state);
  const parent = state.stack.at(-2);
  if (parent === undefined) {
    throw new AppError(
      'NO_PARENT',
      'There is no workflow to go back to: this one was not entered from another. Use “End”, or go to a workflow by name.',
    );
  }
  const depth = state.stack.length - 1;
  if (child.call !== undefined && child.callStepId !== undefined) {
    return {
      state: { ...state, stack: state.stack.slice(0, -1) },
      events: [{ type: 'frame.popped', workflowId: child.workflowId, depth }],
      port: null,
      outcome: 'return',
      next: { to: child.callStepId, returned: { call: child.call, result: child.args } },
    };
  }
  const frame = { ...parent, args: mergeArgs(parent.args, child.args) };
  const popped: Conversation = { ...state, stack: [...state.stack.slice(0, -2), frame] };
  const events: RunEvent[] = [{ type: 'frame.popped', workflowId: child.workflowId, depth }];
  const common = { port: null, outcome: 'return' } as const;
  if (mode === 'idle' || child.callStepId === undefined)
    return { ...common, state: popped, events, next: 'idle' };
  const way = follow(flow, popped, child.callStepId, returnedPort);
  return { ...common, ...way, events: [...events, ...way.events] };
}
