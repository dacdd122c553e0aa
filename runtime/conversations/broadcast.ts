// Tells whoever listens to a conversation that something new is stored, or what is being written just now.
import type { DraftNotice } from '#shared/engine/run-types.ts';

export type Notice = { readonly type: 'stored' } | DraftNotice;
type Listener = (notice: Notice) => void;

export class Broadcast {
  readonly #listeners = new Map<string, Set<Listener>>();

  get count(): number {
    let count = 0;
    for (const listeners of this.#listeners.values()) count += listeners.size;
    return count;
  }

  /** Gives the function that ends it. Listeners must not throw. */
  listen(conversationId: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(conversationId) ?? new Set();
    this.#listeners.set(conversationId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(conversationId);
    };
  }

  tell(conversationId: string, notice: Notice): void {
    for (const listener of this.#listeners.get(conversationId) ?? []) listener(notice);
  }
}
