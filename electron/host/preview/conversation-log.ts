// What a session remembers of its conversation: the latest run records, the transcript and the trace rows made of them.
// Invariants: bounded (`logLimits`), the oldest goes first and the oldest row left says so; rows are replaced, never
// changed, so a view may keep them.
import type { Flow } from '#shared/engine/flow.ts';
import type { RunEvent } from '#shared/engine/events.ts';
import type { SessionView, TraceRow } from '#shared/ipc/views.ts';
import { settingValues } from '#shared/engine/check/setting-values.ts';
import type { OutsideAsked } from '#shared/engine/request-event.ts';
import { simulatorName } from '#shared/engine/model-request.ts';
import { stepIdSchema } from '#shared/model/ids.ts';
import { shorten } from '#shared/model/words.ts';
import { approvalAside } from './asides.ts';
import { requestMade } from './request-made.ts';

/** A run event, stamped: its place in the conversation and its moment on the conversation's clock. */
export interface SessionRecord {
  readonly seq: number;
  readonly at: number;
  readonly event: RunEvent;
}

type TranscriptLine = SessionView['transcript'][number];
type Aside = SessionView['asides'][number];
type ModelAnswer = TraceRow['answers'][number];
type ShownChoice = Extract<RunEvent, { type: 'choice' }>;

/** A trace row holds `args` before and after a step: at most 32 KB. A transcript line is at most 20,000 characters. */
export const logLimits = { records: 2000, traceRows: 300, transcriptLines: 500 } as const;

const forgotten = 'Earlier steps of this conversation are no longer kept.';

export class ConversationLog {
  readonly #records: SessionRecord[] = [];
  readonly #trace: TraceRow[] = [];
  readonly #transcript: TranscriptLine[] = [];
  #seq = 0;
  #asideCount = 0;
  #turnId = '';
  #running: { readonly row: TraceRow; readonly startedAt: number } | undefined;
  #lastChoice: ShownChoice | undefined;
  readonly #asides: Aside[] = [];
  #escalation: SessionView['escalation'] = null;
  /** The simulator answered, and nothing was said since in this turn. */
  #isSimulated = false;
  #lastTimer: Extract<RunEvent, { type: 'timer.set' }> | undefined;

  get records(): readonly SessionRecord[] {
    return this.#records;
  }

  /** The place of the latest record; 0 = nothing happened yet. */
  get latest(): number {
    return this.#seq;
  }

  get transcript(): TranscriptLine[] {
    return [...this.#transcript];
  }

  get trace(): TraceRow[] {
    return [...this.#trace];
  }

  get asides(): Aside[] {
    return [...this.#asides];
  }

  /** The latest call for an operator, answered or not. */
  get escalation(): SessionView['escalation'] {
    return this.#escalation;
  }

  /** The choice that was shown last, answered or not. */
  get lastChoice(): ShownChoice | undefined {
    return this.#lastChoice;
  }

  /** The timer that was set last, run out or not. */
  get lastTimerId(): string | undefined {
    return this.#lastTimer?.timerId;
  }

  /** Something to be read between what was said before and what is said next. */
  addAside(text: string): void {
    const afterId = this.#transcript.at(-1)?.id ?? null;
    this.#asideCount += 1;
    keep(this.#asides, { id: this.#asideCount, afterId, text }, logLimits.transcriptLines);
  }

  add(event: RunEvent, at: number, flow: Flow): SessionRecord {
    this.#seq += 1;
    const record: SessionRecord = { seq: this.#seq, at, event };
    keep(this.#records, record, logLimits.records);
    this.#follow(record, flow);
    return record;
  }

  #follow({ seq, at, event }: SessionRecord, flow: Flow): void {
    switch (event.type) {
      case 'turn.started':
        this.#turnId = event.turnId;
        this.#isSimulated = false;
        return;
      case 'turn.failed':
        if (this.#running === undefined) this.#noteLast(event.error.message);
        return;
      case 'turn.ended':
        this.#finish(at, {});
        return;
      case 'step.started':
        this.#startRow(seq, at, event, flow);
        return;
      case 'step.ended':
        this.#finish(at, { output: event.args, port: event.port, error: event.error ?? null });
        return;
      case 'step.skipped': {
        const title = event.name ?? titleOf(flow, event.id) ?? event.kind;
        const end = event.port === null ? ' Nothing can follow it, so the turn ended here.' : '';
        this.#noteLast(`“${title}” is disabled and was passed over.${end}`);
        return;
      }
      case 'dead_end':
        this.#noteLast(
          `Nothing is connected to "${portLabel(flow, event.id, event.port)}", so the turn ended here.`,
        );
        return;
      case 'template.warning':
        this.#noteLast(`${event.field}: ${event.message}`);
        return;
      case 'code.console':
        this.#noteLast(`console.${event.level}: ${event.text}`);
        return;
      case 'outside.asked':
        this.#requested(event);
        return;
      case 'model.answered': {
        const { model, inputTokens, outputTokens } = event;
        const isSimulated = model === simulatorName;
        this.#isSimulated = isSimulated;
        const answer = { model, isSimulated, inputTokens, outputTokens, problem: null };
        this.#changeLast((row) => ({ ...row, answers: [...row.answers, answer] }));
        const missing = isSimulated ? missingModel(flow, event.id) : undefined;
        if (missing !== undefined) {
          this.#noteLast(
            `“${missing}” is not set up on this computer, or has no key, so the simulator answered. Add it in Settings, Models.`,
          );
        }
        return;
      }
      case 'tool.picked':
        this.#changeLast((row) => ({ ...row, pick: { tool: event.tool, args: event.args } }));
        return;
      case 'search.found':
        this.#found(event);
        return;
      case 'tool.ignored':
        this.#noteLast(
          `The AI also called “${event.tool}”, which was not run. ${event.problem ?? ''}`.trim(),
        );
        return;
      case 'answer.invalid':
        this.#changeLast((row) => ({ ...row, answers: withProblem(row.answers, event.problem) }));
        return;
      case 'conversation.escalated':
        this.#escalation = { stepId: event.id, note: event.note };
        this.#noteLast(`An operator is asked for: ${event.note}`);
        this.addAside(`An operator is asked for: ${shorten(event.note, 120)}`);
        return;
      case 'approval.requested':
        this.addAside(`An operator is asked to allow “${shorten(event.name, 80)}”.`);
        return;
      case 'approval.decided':
        this.addAside(approvalAside(event, flow));
        return;
      case 'action.executed':
        this.#executed(event, at);
        return;
      case 'timer.set':
        this.#lastTimer = event;
        return;
      case 'operator.said':
        this.#say({ ...event, role: 'operator', assistantId: null, assistantName: null, options: null });
        return;
      case 'message.received':
        this.#received(event);
        return;
      case 'choice':
        this.#lastChoice = event;
        this.#say({ ...event, role: 'assistant', assistantName: nameOf(flow, event.assistantId) });
        return;
      case 'reply':
        this.#say({
          ...event,
          role: 'assistant',
          assistantName: nameOf(flow, event.assistantId),
          options: null,
        });
        return;
      default:
        // Every other event says nothing that the transcript or the trace shows.
        return;
    }
  }

  #startRow(seq: number, at: number, event: Extract<RunEvent, { type: 'step.started' }>, flow: Flow): void {
    const isFirstLeft = this.#trace.length === logLimits.traceRows;
    const row: TraceRow = {
      seq,
      turnId: this.#turnId,
      stepId: event.id,
      kind: event.kind,
      title: event.name ?? titleOf(flow, event.id) ?? event.kind,
      workflowId: event.workflowId,
      input: event.args,
      output: null,
      port: null,
      durationMs: null,
      error: null,
      answers: [],
      pick: null,
      notes: [],
      requests: [],
    };
    this.#running = { row, startedAt: at };
    keep(this.#trace, row, logLimits.traceRows);
    const oldest = this.#trace[0];
    if (isFirstLeft && oldest !== undefined) {
      this.#trace[0] = { ...oldest, notes: [forgotten, ...oldest.notes] };
    }
  }

  /** A turn that was stopped leaves its step without an end; its row gets its duration with the turn's end. */
  #finish(at: number, result: Partial<Pick<TraceRow, 'output' | 'port' | 'error'>>): void {
    const running = this.#running;
    if (running === undefined) return;
    this.#running = undefined;
    this.#changeLast((row) => ({ ...row, ...result, durationMs: at - running.startedAt }));
  }

  #found({ query, results, notice }: Extract<RunEvent, { type: 'search.found' }>): void {
    this.#changeLast((row) => ({ ...row, search: { query, results } }));
    const count = results.length === 1 ? 'One passage was' : `${results.length} passages were`;
    this.#noteLast(results.length === 0 ? 'Nothing was found.' : `${count} found.`);
    if (notice !== undefined) this.#noteLast(notice);
  }

  #executed(event: Extract<RunEvent, { type: 'action.executed' }>, at: number): void {
    const { name, inputs, outcome, code, requestIds } = event;
    const durationMs = this.#running === undefined ? null : at - this.#running.startedAt;
    const executed = { name, inputs, outcome, code, requestIds: [...requestIds], durationMs };
    this.#changeLast((row) => ({ ...row, executed }));
  }

  #requested(event: OutsideAsked): void {
    const made = requestMade(event);
    this.#changeLast((row) => ({ ...row, requests: [...row.requests, made] }));
    if (!made.isPretended) return;
    const where = URL.parse(made.address)?.host ?? shorten(made.address, 60);
    this.addAside(`Dry run: ${made.method} ${where} was not sent.`);
  }

  #noteLast(note: string): void {
    this.#changeLast((row) => ({ ...row, notes: [...row.notes, note] }));
  }

  #changeLast(change: (row: TraceRow) => TraceRow): void {
    const last = this.#trace.pop();
    if (last !== undefined) this.#trace.push(change(last));
  }

  #received(event: Extract<RunEvent, { type: 'message.received' }>): void {
    const { choice } = event;
    if (choice !== undefined) {
      const asked = this.#transcript.findLastIndex((line) => line.options !== null);
      const line = this.#transcript[asked];
      if (line !== undefined) this.#transcript[asked] = { ...line, picked: choice };
    }
    this.#say({ ...event, role: 'user', assistantId: null, assistantName: null, options: null });
  }

  #say(said: Omit<TranscriptLine, 'picked' | 'isSimulated'>): void {
    const { id, role, content, assistantId, assistantName, options, citations } = said;
    const isSimulated = role === 'assistant' && this.#isSimulated;
    if (isSimulated) this.#isSimulated = false;
    const cited = citations === undefined ? {} : { citations };
    const line = {
      id,
      role,
      content,
      assistantId,
      assistantName,
      options,
      picked: null,
      isSimulated,
      ...cited,
    };
    keep(this.#transcript, line, logLimits.transcriptLines);
  }
}

function keep<Item>(list: Item[], item: Item, limit: number): void {
  list.push(item);
  if (list.length > limit) list.shift();
}

/** A step's own name, or what its kind is called. */
export function titleOf(flow: Flow, id: string): string | undefined {
  const found = stepOf(flow, id);
  return found?.step.name ?? found?.executor?.definition.title;
}

function stepOf(flow: Flow, id: string) {
  const stepId = stepIdSchema.safeParse(id);
  return stepId.success ? flow.steps.get(stepId.data) : undefined;
}

/** The model that a step names, itself or by the project's default, when that is not the simulator. */
function missingModel(flow: Flow, id: string): string | undefined {
  const step = stepOf(flow, id);
  const values = step?.executor && settingValues(step.executor.definition.settings, step.settings);
  const own = values?.find(({ input }) => input === 'model')?.value;
  const named = typeof own === 'string' && own.trim() !== '' ? own.trim() : flow.workspace.defaultModel;
  return named === null || named === simulatorName ? undefined : named;
}

function withProblem(answers: readonly ModelAnswer[], problem: string): ModelAnswer[] {
  return answers.map((answer, place) => (place === answers.length - 1 ? { ...answer, problem } : answer));
}

function portLabel(flow: Flow, id: string, port: string): string {
  const step = stepOf(flow, id);
  const described = step?.executor?.definition.describe(step.settings);
  const ports = described?.ok === true ? described.description.ports : [];
  return ports.find((one) => one.id === port)?.label ?? port;
}

function nameOf(flow: Flow, assistantId: string): string | null {
  return flow.assistants.get(assistantId)?.name ?? null;
}
