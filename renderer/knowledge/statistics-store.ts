// How much the sources of the project hold, as the host counted last.
// Invariant: asked for anew after every saved change of the sources, while something shows it.
import { useEffect } from 'react';
import { create } from 'zustand';
import { AppError } from '#shared/errors/app-error.ts';
import type { SourceStatistics } from '#shared/ipc/knowledge.ts';
import { host } from '../state/host.ts';
import { flushEdits, useProject } from '../state/project-store.ts';

interface StatisticsState {
  /** By the source's id; null until the host answered. */
  readonly known: ReadonlyMap<string, SourceStatistics> | null;
  readonly error: AppError | null;
  /** When they were counted, epoch ms: how long ago something was is said from there. */
  readonly at: number;
}

export const useStatistics = create<StatisticsState>(() => ({
  known: null,
  error: null,
  at: Date.now(),
}));

async function loadStatistics(): Promise<void> {
  try {
    await flushEdits();
    const { sources } = await host.invoke('knowledge.list', {});
    const known = new Map(sources.map((one) => [one.sourceId, one]));
    useStatistics.setState({ known, error: null, at: Date.now() });
  } catch (thrown) {
    const error = AppError.from(thrown);
    if (error.code !== 'HOST_DOWN') useStatistics.setState({ error });
  }
}

/** In a component that shows them. */
export function useFreshStatistics(): void {
  const sources = useProject(({ index }) => index.knowledgeSources);
  const isConnected = useProject(({ sync }) => sync !== 'reconnecting');
  useEffect(() => {
    if (isConnected) void loadStatistics();
  }, [sources, isConnected]);
}
