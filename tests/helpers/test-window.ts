// A window without a screen: asks the host over a connection and remembers what it was told.
import type { Connection } from '#host/host.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type ChannelName, type ChannelResponse, channels } from '#shared/ipc/channels.ts';
import type { ToWindow } from '#shared/ipc/protocol.ts';

export interface TestWindow {
  readonly connection: Connection;
  /** Everything that was sent to this window, in order. */
  readonly frames: readonly ToWindow[];
  /** Sends a request and returns its id. */
  send(channel: string, payload: unknown): number;
  /** Resolves with the first answer or failure of a request. */
  answerTo(id: number): Promise<ToWindow>;
  /** The answer, parsed; a failure is thrown as an AppError. */
  ask<Name extends ChannelName>(channel: Name, payload: unknown): Promise<ChannelResponse<Name>>;
}

type ChannelSchemas = {
  readonly [Name in ChannelName]: { readonly response: { parse(value: unknown): ChannelResponse<Name> } };
};

export function connectWindow(connect: (send: (frame: ToWindow) => void) => Connection): TestWindow {
  const frames: ToWindow[] = [];
  const waiting = new Map<number, (frame: ToWindow) => void>();
  const connection = connect((frame) => {
    frames.push(frame);
    if (frame.type !== 'notice') waiting.get(frame.id)?.(frame);
  });
  let lastId = 0;

  const send = (channel: string, payload: unknown): number => {
    lastId += 1;
    connection.receive({ type: 'request', id: lastId, channel, payload });
    return lastId;
  };
  const answerTo = (id: number): Promise<ToWindow> => {
    const given = frames.find((frame) => frame.type !== 'notice' && frame.id === id);
    if (given !== undefined) return Promise.resolve(given);
    const answer = Promise.withResolvers<ToWindow>();
    waiting.set(id, answer.resolve);
    return answer.promise;
  };

  return {
    connection,
    frames,
    send,
    answerTo,
    async ask(channel, payload) {
      const frame = await answerTo(send(channel, payload));
      if (frame.type === 'failure') throw AppError.fromJSON(frame.error);
      if (frame.type !== 'answer') throw new Error('A notice is no answer.');
      const schemas: ChannelSchemas = channels;
      return schemas[channel].response.parse(frame.payload);
    },
  };
}
