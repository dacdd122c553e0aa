// What conversations need of what is published: the flow that they run on, and whether they go on with another one.
import type { Driver } from '#shared/engine/effects.ts';
import type { Flow } from '#shared/engine/flow.ts';
import type { StoredConversation } from './conversation-store.ts';

type Place = Pick<StoredConversation, 'projectId' | 'environment' | 'version'>;

export interface VersionTarget {
  readonly version: number;
  readonly rev: number;
}

export interface RunningFlows {
  /** The compiled flow of a version. Rejects with NOT_PUBLISHED when it is gone. */
  flowOf(place: Pick<Place, 'projectId' | 'version'>): Promise<Flow>;
  /** Performs effects of one conversation for real; `now` is the clock of its turns. */
  driverFor(conversation: Place & { readonly id: string }, now: () => number): Driver;
  /** The version that a conversation moves to before its next turn; undefined = it stays. */
  moveTarget(conversation: Place & { readonly rev: number }): VersionTarget | undefined;
}
