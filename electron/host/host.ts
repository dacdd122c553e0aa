// The contract between the host and whatever carries its frames: Electron's relay or the studio's WebSocket.
import type { ToWindow } from '#shared/ipc/protocol.ts';
import type { KeyStore } from './vault/vault-key.ts';

export interface Connection {
  /** Takes one frame from the window, untrusted. Never throws. */
  receive(frame: unknown): void;
  /** The window went away: its requests are cancelled and its project is let go. */
  close(): void;
}

export interface Host {
  /** `send` is called in order, and never after `close`. */
  connect(send: (frame: ToWindow) => void): Connection;
  /** Closes every connection and project, and stops runners. */
  close(): Promise<void>;
}

export interface HostOptions {
  readonly shell: 'electron' | 'browser';
  /** Electron's: the computer's own. */
  readonly keyStore?: KeyStore;
}
