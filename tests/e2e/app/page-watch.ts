// Hears everything that goes wrong inside pages: errors on the console (refusals of the content security policy are
// among them), uncaught errors, crashes.
import type { Page } from '@playwright/test';

/** What a browser says by itself while the page tries to reach a killed host again. */
const lostConnection =
  /^WebSocket connection to 'ws:.* failed|^Failed to load resource: net::ERR_CONNECTION_(?:REFUSED|RESET)/;

export class PageWatch {
  readonly #faults: string[] = [];
  #isHostKilled = false;

  get faults(): readonly string[] {
    return this.#faults;
  }

  watch(page: Page): Page {
    page.on('console', (message) => {
      if (message.type() !== 'error') return;
      const text = message.text();
      if (this.#isHostKilled && lostConnection.test(text)) return;
      this.#faults.push(`console: ${text} (${message.location().url})`);
    });
    page.on('pageerror', ({ name, message, stack = '' }) =>
      this.#faults.push(`uncaught ${name}: ${message} ${stack}`),
    );
    page.on('crash', () => this.#faults.push('the page crashed'));
    return page;
  }

  /** A test that kills the host expects the page to lose its connection. */
  expectLostConnection(): void {
    this.#isHostKilled = true;
  }
}
