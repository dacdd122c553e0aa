// What run events tell while a turn is under way: the running step, the path taken, and what was said so far.
// Invariants: pure; kinds of events it does not know pass by; a new turn begins a new path.
import { z } from 'zod';
import { simulatorName } from '#shared/engine/model-request.ts';
import type { RunRecord } from '#shared/ipc/views.ts';

export interface LiveMessage {
  readonly id: string;
  readonly content: string;
  readonly assistantId: string;
  /** The simulator's answer led to it. */
  readonly isSimulated: boolean;
}

export interface LiveRow {
  readonly key: number;
  readonly stepId: string;
  readonly kind: string;
  readonly port: string | null;
  readonly state: 'running' | 'done' | 'failed';
}

export interface LiveTurn {
  readonly isRunning: boolean;
  readonly runningStepId: string | null;
  readonly visitedStepIds: ReadonlySet<string>;
  readonly takenEdgeIds: ReadonlySet<string>;
  /** Said by the assistant since the last view of the session. */
  readonly messages: readonly LiveMessage[];
  readonly rows: readonly LiveRow[];
  /** The simulator answered, and nothing was said since. */
  readonly isSimulated: boolean;
}

export const noTurn: LiveTurn = {
  isRunning: false,
  runningStepId: null,
  visitedStepIds: new Set(),
  takenEdgeIds: new Set(),
  messages: [],
  rows: [],
  isSimulated: false,
};

const id = z.string();
const eventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('turn.started') }),
  z.object({ type: z.literal('turn.ended') }),
  z.object({ type: z.literal('step.started'), id, kind: z.string() }),
  z.object({
    type: z.literal('step.ended'),
    id,
    port: z.string().nullable(),
    outcome: z.string(),
  }),
  z.object({ type: z.literal('edge.taken'), id }),
  z.object({ type: z.literal('model.answered'), model: z.string() }),
  z.object({ type: z.literal('reply'), id, content: z.string(), assistantId: id }),
  z.object({ type: z.literal('choice'), id, content: z.string(), assistantId: id }),
]);
type LiveEvent = z.infer<typeof eventSchema>;

export function applyRecords(turn: LiveTurn, records: readonly RunRecord[]): LiveTurn {
  let next = turn;
  for (const { seq, event } of records) {
    const parsed = eventSchema.safeParse(event);
    if (parsed.success) next = applyEvent(next, parsed.data, seq);
  }
  return next;
}

function applyEvent(turn: LiveTurn, event: LiveEvent, seq: number): LiveTurn {
  switch (event.type) {
    case 'turn.started':
      return { ...noTurn, isRunning: true, messages: turn.messages };
    case 'turn.ended':
      return { ...turn, isRunning: false, runningStepId: null };
    case 'step.started':
      return {
        ...turn,
        runningStepId: event.id,
        visitedStepIds: new Set([...turn.visitedStepIds, event.id]),
        rows: [...turn.rows, { key: seq, stepId: event.id, kind: event.kind, port: null, state: 'running' }],
      };
    case 'step.ended':
      return {
        ...turn,
        runningStepId: null,
        rows: turn.rows.map((row) =>
          row.stepId === event.id && row.state === 'running'
            ? { ...row, port: event.port, state: event.outcome === 'error' ? 'failed' : 'done' }
            : row,
        ),
      };
    case 'edge.taken':
      return { ...turn, takenEdgeIds: new Set([...turn.takenEdgeIds, event.id]) };
    case 'model.answered':
      return { ...turn, isSimulated: event.model === simulatorName };
    case 'reply':
    case 'choice': {
      const { type: _kind, ...message } = event;
      const { isSimulated } = turn;
      return { ...turn, isSimulated: false, messages: [...turn.messages, { ...message, isSimulated }] };
    }
  }
}
