import type { Page } from '@playwright/test';

/** Dialogram as a person has it: a window, a host behind it, and a folder of that person's own. */
export interface App {
  readonly shell: 'browser' | 'electron';
  /** Holds projects and what the app remembers; survives `kill`, and goes with the test. */
  readonly home: string;
  /** The first window. `reopen` puts a new one in its place. */
  readonly page: Page;
  /** Another window (or tab) of the same app, at the start screen. */
  openWindow(): Promise<Page>;
  /** SIGKILL: of the host alone, which the app starts again, or of all that runs, after which there is `reopen`. */
  kill(what: 'host' | 'app'): Promise<void>;
  /** Starts the killed app again, at the start screen. */
  reopen(): Promise<void>;
  /** Frames from the host to the first window, since it opened. */
  frames(): Promise<readonly unknown[]>;
  /** Does what asks for a place to save a file, and answers with `path`. */
  saveAs(path: string, ask: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}
