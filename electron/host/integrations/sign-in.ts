// Signing in by OAuth 2: the browser comes back to a server on this computer, which lives for that long.
// Invariants: on loopback alone; only the answer with the state that was given out counts, and only once; it ends with success, refusal,
// another attempt, or after a while.
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { StartedAuthorization } from '#shared/drivers/services/oauth-tokens.ts';
import { AppError } from '#shared/errors/app-error.ts';

interface Steps {
  start(redirectUri: string): Promise<StartedAuthorization>;
  finish(started: StartedAuthorization, answer: URL): Promise<void>;
}

interface Attempt {
  readonly ended: Promise<void>;
  stop(error: AppError): void;
}

/** Where it is free: services that want to know the address beforehand can be told this one. */
const usualPort = 47_631;
const longestMs = 5 * 60_000;

export class SignIns {
  readonly #attempts = new Map<string, Attempt>();

  async start(key: string, steps: Steps): Promise<{ readonly url: string; readonly redirectUri: string }> {
    this.#attempts.get(key)?.stop(cancelled('Another sign-in was begun.'));
    const server = createServer();
    const port = await listen(server);
    const redirectUri = `http://127.0.0.1:${port}/callback`;
    try {
      const started = await steps.start(redirectUri);
      this.#attempts.set(key, waitFor(server, redirectUri, started, steps));
      return { url: started.url, redirectUri };
    } catch (error) {
      server.close();
      throw error;
    }
  }

  /** Resolves when the browser came back and tokens are saved. */
  async ended(key: string, signal: AbortSignal): Promise<void> {
    const attempt = this.#attempts.get(key);
    if (attempt === undefined) throw cancelled('The sign-in has ended. Begin again.');
    const stop = (): void => attempt.stop(cancelled('The sign-in was stopped.'));
    signal.addEventListener('abort', stop, { once: true });
    try {
      await attempt.ended;
    } finally {
      signal.removeEventListener('abort', stop);
      if (this.#attempts.get(key) === attempt) this.#attempts.delete(key);
    }
  }

  close(): void {
    for (const attempt of this.#attempts.values()) attempt.stop(cancelled('The app was closed.'));
    this.#attempts.clear();
  }
}

function waitFor(server: Server, redirectUri: string, started: StartedAuthorization, steps: Steps): Attempt {
  const { promise: ended, resolve, reject } = Promise.withResolvers<void>();
  // Whoever asks for it is told, and nobody may.
  void Promise.allSettled([ended]);
  const stop = (error: AppError): void => {
    clearTimeout(timer);
    server.close();
    server.closeAllConnections();
    reject(error);
  };
  const timer = setTimeout(
    () => stop(cancelled('Nobody came back from the sign-in page within five minutes. Begin again.')),
    longestMs,
  ).unref();
  let isTaken = false;
  server.on('request', (request, response) => {
    const answer = URL.parse(request.url ?? '', redirectUri);
    const isOurs =
      request.method === 'GET' &&
      request.headers.host === new URL(redirectUri).host &&
      answer?.pathname === '/callback' &&
      answer.searchParams.get('state') === started.state;
    if (!isOurs || answer === null || isTaken) return say(response, 404, 'There is nothing here.');
    isTaken = true;
    void steps.finish(started, answer).then(
      () => {
        say(response, 200, 'You are signed in. Close this page and go back to Dialogram.');
        response.once('close', () => server.close());
        clearTimeout(timer);
        resolve();
      },
      (thrown: unknown) => {
        say(response, 400, 'It did not work. Dialogram says why. You can close this page.');
        response.once('close', () => stop(AppError.from(thrown)));
      },
    );
  });
  return { ended, stop };
}

function say(response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, {
    'content-type': 'text/html;charset=utf-8',
    'content-security-policy': "default-src 'none'",
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    connection: 'close',
  });
  response.end(`<!doctype html><html lang="en"><title>Dialogram</title><p>${words}</p></html>`);
}

async function listen(server: Server): Promise<number> {
  for (const port of [usualPort, 0]) {
    const bound = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    const address = server.address();
    if (bound && typeof address === 'object' && address !== null) return address.port;
  }
  throw new AppError('INTERNAL', 'No port of this computer is free to come back to from the sign-in page.', {
    blame: 'environment',
  });
}

const cancelled = (why: string): AppError => new AppError('CANCELLED', why);
