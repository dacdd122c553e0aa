// Answers that are still to be given, so that a stop can wait for them. Invariant: event streams are none, for they have no end.
import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';

export interface OpenAnswers {
  /** Resolves when each was given, or its asker has gone; after `patience` ms at the latest. */
  given(patience: number): Promise<void>;
}

interface OpenAnswer {
  response: ServerResponse | undefined;
}

export function watchAnswers(server: Server): OpenAnswers {
  const open = new Set<OpenAnswer>();
  server.on('request', (_request, response: ServerResponse) => {
    // A set that grew keeps what stood in it before for a while, and with it all of a request: so it lets go itself.
    const answer: OpenAnswer = { response };
    open.add(answer);
    response.once('close', () => {
      open.delete(answer);
      answer.response = undefined;
    });
  });
  return {
    async given(patience) {
      const signal = AbortSignal.timeout(patience);
      const answers = [...open].flatMap(({ response = [] }) => response);
      const awaited = answers.filter((response) => !isStream(response));
      await Promise.allSettled(awaited.map((response) => once(response, 'close', { signal })));
    },
  };
}

function isStream(response: ServerResponse): boolean {
  return response.getHeader('content-type') === 'text/event-stream';
}
