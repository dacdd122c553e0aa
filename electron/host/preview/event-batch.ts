import type { NoticeName, NoticePayload } from '#shared/ipc/channels.ts';
import type { SessionView } from '#shared/ipc/views.ts';
import type { SessionRecord } from './conversation-log.ts';

/** About one frame of the screen. */
const longestHold = 16;

type Draft = NoticePayload<'preview.draft'>['draft'];
type Notify = <Name extends Extract<NoticeName, 'preview.events' | 'preview.draft'>>(
  name: Name,
  payload: NoticePayload<Name>,
) => void;

/**
 * Collects run records and drafts, so that a turn of hundreds of events, or an answer of thousands of tokens, is a few notices.
 * Invariants: records go out in order, none is lost, none waits longer than `longestHold` ms of a free event loop; of drafts the
 * latest goes out, and none after the reply that takes its place.
 */
export class EventBatch {
  readonly #sessionId: string;
  readonly #notify: Notify;
  #records: SessionRecord[] = [];
  /** Undefined = nothing new. */
  #draft: Draft | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(sessionId: string, notify: Notify) {
    this.#sessionId = sessionId;
    this.#notify = notify;
  }

  add(record: SessionRecord): void {
    this.#records.push(record);
    if (record.event.type === 'reply' || record.event.type === 'choice') this.#draft = undefined;
    this.#timer ??= setTimeout(() => this.#flush(), longestHold);
  }

  /** What is being written, or null when that was taken back. */
  draft(draft: Draft): void {
    this.#draft = draft;
    this.#timer ??= setTimeout(() => this.#flush(), longestHold);
  }

  /** Sends what is collected, and how the conversation looks after it. */
  end(view: SessionView): void {
    this.#flush(view);
  }

  #flush(view?: SessionView): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const sessionId = this.#sessionId;
    const [records, draft] = [this.#records, this.#draft];
    this.#records = [];
    this.#draft = undefined;
    if (records.length > 0 || view !== undefined) {
      this.#notify('preview.events', { sessionId, records, ...(view === undefined ? {} : { view }) });
    }
    if (draft !== undefined) this.#notify('preview.draft', { sessionId, draft });
  }
}
