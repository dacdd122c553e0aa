// One window's requests: parsed, handled, answered.
// Invariants: one answer per request id; a handler that does not wait has run before the next frame is looked at, so
// edits are applied in order of arrival and nothing slow stands before them; after `close` nothing is sent.
import { z } from 'zod';
import { AppError } from '#shared/errors/app-error.ts';
import {
  type ChannelName,
  type ChannelRequest,
  type ChannelResponse,
  channels,
  type NoticeName,
  type NoticePayload,
  notices,
} from '#shared/ipc/channels.ts';
import { type ToWindow, toHostSchema } from '#shared/ipc/protocol.ts';
import { describeIssues } from '#shared/model/check-integrity.ts';
import type { HandlerContext, Handlers } from './handlers/handler.ts';
import type { Connection } from './host.ts';
import type { HeldProject, OpenProjects } from './open-projects.ts';

export interface WindowConnectionParts {
  readonly handlers: Handlers<ChannelName>;
  readonly projects: OpenProjects;
  readonly send: (frame: ToWindow) => void;
  /** Told of failures that are ours, besides the window. */
  readonly reportBug: (error: AppError) => void;
}

/** `channels`, seen so that a name keeps its request and response together. */
type ChannelSchemas = {
  readonly [Name in ChannelName]: {
    readonly request: z.ZodType<ChannelRequest<Name>>;
    readonly response: z.ZodType<ChannelResponse<Name>>;
  };
};

export class WindowConnection implements Connection {
  readonly #parts: WindowConnectionParts;
  readonly #requests = new Map<number, AbortController>();
  #hold: HeldProject | undefined;
  #isClosed = false;

  constructor(parts: WindowConnectionParts) {
    this.#parts = parts;
  }

  receive(frame: unknown): void {
    if (this.#isClosed) return;
    const parsed = toHostSchema.safeParse(frame);
    if (!parsed.success) {
      this.#parts.reportBug(
        new AppError('INVALID_INPUT', `A frame was not understood: ${wordsFor(parsed.error)}`),
      );
      return;
    }
    const { data } = parsed;
    if (data.type === 'cancel') this.#cancel(data.id);
    // An id that is in use already has its answer coming.
    else if (!this.#requests.has(data.id)) void this.#handle(data.id, data.channel, data.payload);
  }

  /** Tells the window something unasked. */
  notify<Name extends NoticeName>(name: Name, payload: NoticePayload<Name>): void {
    if (this.#isClosed) return;
    this.#parts.send({ type: 'notice', name, payload: notices[name].parse(payload) });
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const request of this.#requests.values()) request.abort();
    this.#requests.clear();
    this.#hold?.release();
  }

  async #handle(id: number, channel: string, payload: unknown): Promise<void> {
    const request = new AbortController();
    this.#requests.set(id, request);
    const answer = await this.#answer(id, channel, payload, request.signal);
    // Cancelled or closed: it was answered already, or nobody is there.
    if (this.#requests.get(id) !== request) return;
    this.#requests.delete(id);
    this.#parts.send(answer);
  }

  async #answer(id: number, channel: string, payload: unknown, signal: AbortSignal): Promise<ToWindow> {
    try {
      if (!isChannel(channel)) {
        throw new AppError('CHANNEL_UNKNOWN', `There is no channel "${channel}".`, { blame: 'bug' });
      }
      return { type: 'answer', id, payload: await this.#call(channel, payload, signal) };
    } catch (thrown) {
      const error = AppError.from(thrown);
      if (error.blame === 'bug') this.#parts.reportBug(error);
      return failure(id, error);
    }
  }

  async #call<Name extends ChannelName>(name: Name, payload: unknown, signal: AbortSignal): Promise<unknown> {
    const schemas: ChannelSchemas = channels;
    const request = parseRequest(name, schemas[name].request, payload);
    const handler = this.#parts.handlers[name];
    const answer = await handler(request, this.#context(signal));
    return schemas[name].response.parse(answer);
  }

  #cancel(id: number): void {
    const request = this.#requests.get(id);
    if (request === undefined) return;
    this.#requests.delete(id);
    request.abort();
    this.#parts.send(failure(id, new AppError('CANCELLED', 'This was cancelled.')));
  }

  #context(signal: AbortSignal): HandlerContext {
    return {
      signal,
      hold: () => {
        if (this.#hold !== undefined) return this.#hold;
        throw new AppError('PROJECT_NOT_OPEN', 'No project is open in this window. Open one first.');
      },
      open: (path) => this.#open(path),
      closeProject: () => {
        this.#hold?.release();
        this.#hold = undefined;
      },
      notify: (name, payload) => this.notify(name, payload),
    };
  }

  #open(path: string): HeldProject {
    const previous = this.#hold;
    const next = this.#parts.projects.hold(path, previous);
    previous?.release();
    this.#hold = next;
    if (next.readOnly !== null) {
      const context = this.#context(next.ended);
      const stop = next.project.onChange((change) =>
        context.notify('project.changed', { ...change, patches: [...change.patches] }),
      );
      next.ended.addEventListener('abort', stop, { once: true });
    }
    return next;
  }
}

const isChannel = (name: string): name is ChannelName => Object.hasOwn(channels, name);

function parseRequest<Request>(name: string, schema: z.ZodType<Request>, payload: unknown): Request {
  const refuse = (why: string, cause: unknown) =>
    new AppError('INVALID_INPUT', `The request "${name}" was not understood: ${why}`, { cause });
  try {
    return schema.parse(payload);
  } catch (error) {
    if (error instanceof z.ZodError) throw refuse(wordsFor(error), error);
    // What is nested tens of thousands deep runs out of stack.
    if (error instanceof RangeError) throw refuse('its data is nested too deeply.', error);
    throw error;
  }
}

function wordsFor(error: z.ZodError): string {
  return describeIssues(error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))).slice(
    0,
    1000,
  );
}

function failure(id: number, error: AppError): ToWindow {
  const json = error.toJSON();
  return { type: 'failure', id, error: { ...json, message: json.message.slice(0, 4000) } };
}
