// Keys of publish targets, in the author's vault.
// Invariants: a key goes in and never comes out to a window; it is kept with the address it was entered for, and is sent to no other.
import { z } from 'zod';
import type { PublishTarget } from '#shared/model/entities/publishing.ts';
import type { Vault } from '../vault/vault.ts';

export interface TargetKeys {
  /** Undefined when there is none for the address that the target has now. */
  read(projectId: string, target: Pick<PublishTarget, 'id' | 'url'>): Promise<string | undefined>;
  save(projectId: string, target: Pick<PublishTarget, 'id' | 'url'>, key: string): Promise<void>;
  delete(projectId: string, targetId: string): void;
}

const keptSchema = z.object({ key: z.string(), url: z.string() });

export function openTargetKeys(vault: Vault): TargetKeys {
  const nameOf = (projectId: string, targetId: string): string => `runtime:${projectId}/${targetId}`;
  return {
    async read(projectId, { id, url }) {
      const text = await vault.read(nameOf(projectId, id));
      const kept = text === undefined ? undefined : keptSchema.parse(JSON.parse(text));
      return kept?.url === url ? kept.key : undefined;
    },
    save: (projectId, { id, url }, key) => vault.write(nameOf(projectId, id), JSON.stringify({ key, url })),
    delete: (projectId, targetId) => vault.delete(nameOf(projectId, targetId)),
  };
}
