import type { NoticePayload } from '#shared/ipc/channels.ts';
import type { SessionView } from '#shared/ipc/views.ts';
import type { SessionRecord } from './conversation-log.ts';

/** About one frame of the screen. */
const longestHold = 16;

/**
 * Collects run records, so that a turn of hundreds of events is a few notices and not hundreds.
 * Invariant: records go out in order, none is lost, none waits longer than `longestHold` ms of a free event loop.
 */
export class EventBatch {
  readonly #sessionId: string;
  readonly #send: (notice: NoticePayload<'preview.events'>) => void;
  #records: SessionRecord[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(sessionId: string, send: (notice: NoticePayload<'preview.events'>) => void) {
    this.#sessionId = sessionId;
    this.#send = send;
  }

  add(record: SessionRecord): void {
    this.#records.push(record);
    this.#timer ??= setTimeout(() => this.#flush(), longestHold);
  }

  /** Sends what is collected, and how the conversation looks after it. */
  end(view: SessionView): void {
    this.#flush(view);
  }

  #flush(view?: SessionView): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const records = this.#records;
    this.#records = [];
    this.#send({ sessionId: this.#sessionId, records, ...(view === undefined ? {} : { view }) });
  }
}
