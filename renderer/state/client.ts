// Asks the host and hears its notices, typed by the channel map.
// Invariants: both directions are parsed; every failure is an AppError; requests under way fail with HOST_DOWN when
// the link or the host goes away, so a caller always gets an answer.
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
import { toWindowSchema } from '#shared/ipc/protocol.ts';
import type { Transport } from './transport.ts';

export interface Client {
  invoke<Name extends ChannelName>(
    name: Name,
    payload: ChannelRequest<Name>,
    options?: { readonly signal?: AbortSignal },
  ): Promise<ChannelResponse<Name>>;
  /** Returns what ends the listening. */
  on<Name extends NoticeName>(name: Name, listener: (payload: NoticePayload<Name>) => void): () => void;
  /** Told at once how it stands, then on every change of link or host. */
  onUp(listener: (isUp: boolean) => void): () => void;
}

interface Waiting {
  resolve(payload: unknown): void;
  reject(error: AppError): void;
}

interface Parser<Value> {
  parse(value: unknown): Value;
}

/** The maps again, in a shape in which a name known only later still leads to its own types. */
const parsers: {
  readonly [Name in ChannelName]: {
    readonly request: Parser<ChannelRequest<Name>>;
    readonly response: Parser<ChannelResponse<Name>>;
  };
} = channels;
const noticeParsers: { readonly [Name in NoticeName]: Parser<NoticePayload<Name>> } = notices;

const hostDown = (): AppError =>
  new AppError('HOST_DOWN', 'Dialogram’s background process is not answering. It is being started again.', {
    blame: 'environment',
  });

export function createClient(transport: Transport): Client {
  const waiting = new Map<number, Waiting>();
  const heard = new Map<string, Set<(payload: unknown) => void>>();
  const upListeners = new Set<(isUp: boolean) => void>();
  let lastId = 0;
  let isLinked = false;
  let isHostUp = true;

  const isUp = (): boolean => isLinked && isHostUp;
  const changeUp = (change: () => void): void => {
    const wasUp = isUp();
    change();
    if (isUp() === wasUp) return;
    if (wasUp) {
      const lost = [...waiting.values()];
      waiting.clear();
      for (const request of lost) request.reject(hostDown());
    }
    for (const listener of upListeners) listener(isUp());
  };

  const hear = (name: string, payload: unknown): void => {
    if (name === 'host.state') {
      const state = notices['host.state'].parse(payload);
      changeUp(() => {
        isHostUp = state.isUp;
      });
    }
    for (const listener of heard.get(name) ?? []) listener(payload);
  };

  transport.onFrame((raw) => {
    const frame = toWindowSchema.parse(raw);
    if (frame.type === 'notice') {
      hear(frame.name, frame.payload);
      return;
    }
    const request = waiting.get(frame.id);
    waiting.delete(frame.id);
    if (frame.type === 'answer') request?.resolve(frame.payload);
    else request?.reject(AppError.fromJSON(frame.error));
  });
  transport.onLink((next) =>
    changeUp(() => {
      isLinked = next;
      // A new link leads to a host that is up, or to one that will say otherwise.
      if (next) isHostUp = true;
    }),
  );

  return {
    async invoke<Name extends ChannelName>(
      name: Name,
      payload: ChannelRequest<Name>,
      options?: { readonly signal?: AbortSignal },
    ): Promise<ChannelResponse<Name>> {
      if (!isUp()) throw hostDown();
      const request = parsers[name].request.parse(payload);
      lastId += 1;
      const id = lastId;
      const cancel = (): void => transport.send({ type: 'cancel', id });
      options?.signal?.addEventListener('abort', cancel, { once: true });
      try {
        const answer = await new Promise<unknown>((resolve, reject) => {
          waiting.set(id, { resolve, reject });
          transport.send({ type: 'request', id, channel: name, payload: request });
        });
        return parsers[name].response.parse(answer);
      } catch (error) {
        throw readable(error, name);
      } finally {
        options?.signal?.removeEventListener('abort', cancel);
      }
    },
    on<Name extends NoticeName>(name: Name, listener: (payload: NoticePayload<Name>) => void): () => void {
      const listeners = heard.get(name) ?? new Set();
      heard.set(name, listeners);
      const parsing = (payload: unknown): void => listener(noticeParsers[name].parse(payload));
      listeners.add(parsing);
      return () => listeners.delete(parsing);
    },
    onUp(listener) {
      upListeners.add(listener);
      listener(isUp());
      return () => upListeners.delete(listener);
    },
  };
}

function readable(error: unknown, channel: string): AppError {
  if (error instanceof z.ZodError) {
    const first = error.issues[0];
    return new AppError(
      'INTERNAL',
      `Window and host do not agree on ${channel} (${first?.path.join('.') ?? ''}: ${first?.message ?? ''}). Restart Dialogram.`,
      { blame: 'bug', cause: error },
    );
  }
  return AppError.from(error);
}
