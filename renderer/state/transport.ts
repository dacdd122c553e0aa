// How frames reach the host: Electron's bridge where the preload gave one, else a WebSocket to the studio that served this page.
// Invariants: frames arrive in order; what is sent while the link is down is refused by the client, never kept here.
import { studioSocketPath, type WindowBridge } from '#shared/ipc/bridge.ts';
import type { ToHost } from '#shared/ipc/protocol.ts';

export interface Transport {
  send(frame: ToHost): void;
  onFrame(listener: (frame: unknown) => void): void;
  /** Told when the way to the host opens and closes. The first call says that it opened. */
  onLink(listener: (isUp: boolean) => void): void;
}

declare global {
  interface Window {
    readonly dialogram?: WindowBridge;
  }
}

export function openTransport(): Transport {
  return window.dialogram === undefined ? webSocketTransport(studioUrl()) : bridgeTransport(window.dialogram);
}

function bridgeTransport(bridge: WindowBridge): Transport {
  return {
    send: (frame) => bridge.send(frame),
    onFrame: (listener) => {
      bridge.onFrame(listener);
    },
    onLink: (listener) => queueMicrotask(() => listener(true)),
  };
}

function studioUrl(): string {
  const { protocol, host } = window.location;
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}${studioSocketPath}`;
}

const firstRetryMs = 200;
const lastRetryMs = 5000;

function webSocketTransport(url: string): Transport {
  let socket: WebSocket | undefined;
  let retryMs = firstRetryMs;
  let heard: (frame: unknown) => void = () => undefined;
  let linked: (isUp: boolean) => void = () => undefined;

  const connect = (): void => {
    const next = new WebSocket(url);
    socket = next;
    next.addEventListener('open', () => {
      retryMs = firstRetryMs;
      linked(true);
    });
    next.addEventListener('message', (event: MessageEvent<unknown>) => {
      if (typeof event.data === 'string') heard(JSON.parse(event.data));
    });
    next.addEventListener('close', () => {
      linked(false);
      setTimeout(connect, retryMs);
      retryMs = Math.min(retryMs * 2, lastRetryMs);
    });
  };

  return {
    send: (frame) => socket?.send(JSON.stringify(frame)),
    onFrame: (listener) => {
      heard = listener;
    },
    onLink: (listener) => {
      linked = listener;
      connect();
    },
  };
}
