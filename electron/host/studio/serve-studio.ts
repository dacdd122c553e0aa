// Listens for the studio on loopback, and carries the frames of each WebSocket to a connection of the host.
// Invariants: bound to 127.0.0.1 alone; one connection per socket, for as long as it lives; a frame larger than the limit, or one
// that is not JSON text, ends its socket.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { type WebSocket, WebSocketServer } from 'ws';
import { AppError } from '#shared/errors/app-error.ts';
import { frameLimit, studioSocketPath } from '#shared/ipc/bridge.ts';
import type { Host } from '../host.ts';
import { createStudioApp, type StudioAppOptions } from './studio-app.ts';
import { createStudioGuard } from './studio-guard.ts';
import { parseJson } from '#shared/util/json.ts';

export interface StudioOptions extends Omit<StudioAppOptions, 'spend'> {
  readonly host: Pick<Host, 'connect'>;
  readonly port: number;
  /** Without it the next free port after `port` is taken. */
  readonly isPortFixed: boolean;
  readonly token: string;
  readonly onTokenUsed: () => void;
  /** Bytes of a WebSocket message; default: a whole bundle. */
  readonly maxFrameBytes?: number;
}

export interface Studio {
  readonly port: number;
  /** The next one-time token; the one before no longer counts. */
  setToken(token: string): void;
  close(): Promise<void>;
}

const loopback = '127.0.0.1';
const portsTried = 50;
const badFrame = 1008;

/** Rejects with the reason when no port is free. */
export async function serveStudio(options: StudioOptions): Promise<Studio> {
  const server = createServer();
  const port = await listen(server, options);
  const guard = createStudioGuard(port, options.cookie);
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: options.maxFrameBytes ?? frameLimit,
    perMessageDeflate: false,
  });
  let token: string | undefined = options.token;
  const spend = (given: string): boolean => {
    if (given !== token) return false;
    token = undefined;
    options.onTokenUsed();
    return true;
  };

  const app = createStudioApp(guard, { ...options, spend });
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  server.on('request', (request, response) => void answer(request, response));
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', unlessDropped(options.onError));
    if (request.url !== studioSocketPath || !guard.mayOpenSocket(request.headers)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => carryFrames(webSocket, options));
  });

  return {
    port,
    setToken: (next) => {
      token = next;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets.clients) socket.terminate();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function listen(server: Server, { port, isPortFixed }: StudioOptions): Promise<number> {
  const last = isPortFixed || port === 0 ? port : Math.min(port + portsTried, 65_535);
  for (let next = port; next <= last; next += 1) {
    server.listen(next, loopback);
    try {
      await once(server, 'listening');
    } catch (error) {
      if (isTaken(error)) continue;
      throw error;
    }
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : next;
  }
  const busy = last === port ? `Port ${port} is` : `The ports from ${port} to ${last} are all`;
  throw new AppError('INVALID_INPUT', `${busy} in use. Choose another one: npm start -- --port 5000`, {
    blame: 'environment',
  });
}

function isTaken(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')
  );
}

function carryFrames(socket: WebSocket, { host, onError }: Pick<StudioOptions, 'host' | 'onError'>): void {
  const connection = host.connect((frame) => socket.send(JSON.stringify(frame)));
  socket.on('message', (data, isBinary) => {
    const frame = isBinary || !Buffer.isBuffer(data) ? undefined : parseJson(data.toString('utf8'));
    if (frame === undefined) socket.close(badFrame, 'A frame is JSON text.');
    else connection.receive(frame);
  });
  socket.once('close', () => connection.close());
  // A frame over the limit, or a broken one; the socket closes by itself.
  socket.on('error', unlessDropped(onError));
}

/** A browser that closes a tab may drop the connection without a word: nothing went wrong. */
function unlessDropped(onError: (error: Error) => void): (error: Error) => void {
  return (error) => {
    const isDropped = 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
    if (!isDropped) onError(error);
  };
}
