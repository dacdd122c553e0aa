// What the host knows of things of the project beside the project itself, such as how often a connector was asked.
// Invariant: asked for anew after every saved change of them, and now and then while shown.
import { useEffect } from 'react';
import { create, type StoreApi, type UseBoundStore } from 'zustand';
import { AppError } from '#shared/errors/app-error.ts';
import type { ProjectIndex } from './project-index.ts';
import { flushEdits, useProject } from './project-store.ts';

interface StatusState<Status> {
  /** By the id of what it is about; null until the host answered. */
  readonly known: ReadonlyMap<string, Status> | null;
  readonly error: AppError | null;
  /** When it was asked, epoch ms. */
  readonly at: number;
}

interface HostStatus<Status> {
  readonly useStatus: UseBoundStore<StoreApi<StatusState<Status>>>;
  readonly take: (statuses: readonly Status[]) => void;
  readonly load: () => Promise<void>;
  /** In a component that shows them. */
  readonly useFresh: () => void;
}

const refreshEveryMs = 5_000;

export function hostStatus<Status extends { readonly id: string }>(
  ask: () => Promise<readonly Status[]>,
  /** What it is about. */
  of: (index: ProjectIndex) => unknown,
): HostStatus<Status> {
  const useStatus = create<StatusState<Status>>(() => ({ known: null, error: null, at: Date.now() }));

  function take(statuses: readonly Status[]): void {
    const known = new Map(statuses.map((status) => [status.id, status]));
    useStatus.setState({ known, error: null, at: Date.now() });
  }

  async function load(): Promise<void> {
    try {
      await flushEdits();
      take(await ask());
    } catch (thrown) {
      const error = AppError.from(thrown);
      if (error.code !== 'HOST_DOWN') useStatus.setState({ error });
    }
  }

  function useFresh(): void {
    const about = useProject(({ index }) => of(index));
    const isConnected = useProject(({ sync }) => sync !== 'reconnecting');
    useEffect(() => {
      if (!isConnected) return undefined;
      void load();
      // Requests are made by previews, of other windows too; nobody tells of them.
      const timer = setInterval(() => void load(), refreshEveryMs);
      return () => clearInterval(timer);
    }, [about, isConnected]);
  }

  return { useStatus, take, load, useFresh };
}
