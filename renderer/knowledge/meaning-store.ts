// How far the project can be searched by meaning, as the host said last.
// Invariant: asked for anew when the project, its model or its sources change, while something shows it; notices tell the rest.
import { useEffect } from 'react';
import { create } from 'zustand';
import { AppError } from '#shared/errors/app-error.ts';
import type { MeaningStatus } from '#shared/ipc/knowledge.ts';
import { host } from '../state/host.ts';
import { flushEdits, onProjectChange, useIndex, useProject } from '../state/project-store.ts';

interface MeaningState {
  /** Null until the host answered. */
  readonly status: MeaningStatus | null;
  readonly error: AppError | null;
}

const none: MeaningState = { status: null, error: null };

export const useMeaning = create<MeaningState>(() => none);

/** Has the model read what it has not read yet; after a failure if it `retries`. */
export async function readOn(retries: boolean): Promise<void> {
  try {
    await flushEdits();
    useMeaning.setState({ status: await host.invoke('knowledge.meaning', { retries }), error: null });
  } catch (thrown) {
    const error = AppError.from(thrown);
    if (error.code !== 'HOST_DOWN') useMeaning.setState({ error });
  }
}

/** In a component that shows it. */
export function useFreshMeaning(): void {
  const model = useIndex((index) => index.workspace.embeddingModel);
  const sources = useIndex((index) => index.knowledgeSources);
  const isConnected = useProject(({ sync }) => sync !== 'reconnecting');
  useEffect(() => {
    if (isConnected) void readOn(false);
  }, [model, sources, isConnected]);
}

host.on('knowledge.meaning', (status) => useMeaning.setState({ status }));

onProjectChange((project, before) => {
  if (project?.path !== before?.path) useMeaning.setState(none);
});
