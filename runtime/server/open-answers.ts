// Answers that are still to be given, so that a stop can wait for them. Invariant: event streams are none, for they have no end.
import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';

export interface OpenAnswers {
  /** Resolves when each was given, or its asker has gone; after `patience` ms at the latest. */
  given(patience: number): Promise<void>;
}

export function watchAnswers(server: Server): OpenAnswers {
  const open = new Set<ServerResponse>();
  server.on('request', (_request, response: ServerResponse) => {
    open.add(response);
    response.once('close', () => open.delete(response));
  });
  return {
    async given(patience) {
      const signal = AbortSignal.timeout(patience);
      const answers = [...open].filter((response) => !isStream(response));
      await Promise.allSettled(answers.map((response) => once(response, 'close', { signal })));
    },
  };
}

function isStream(response: ServerResponse): boolean {
  return response.getHeader('content-type') === 'text/event-stream';
}
