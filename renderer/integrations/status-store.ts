// What the host knows of the integrations beside the project: whether they have a secret or a sign-in, how often they were asked, what
// went wrong.
// Invariants: no secret is ever here; asked for anew after every saved change of the integrations, and now and then while shown.
import { useEffect } from 'react';
import { create } from 'zustand';
import { AppError } from '#shared/errors/app-error.ts';
import type { IntegrationStatus, IntegrationStatuses } from '#shared/ipc/integrations.ts';
import { host } from '../state/host.ts';
import { flushEdits, useProject } from '../state/project-store.ts';

interface StatusState {
  /** By the integration's id; null until the host answered. */
  readonly known: ReadonlyMap<string, IntegrationStatus> | null;
  readonly error: AppError | null;
  /** When it was asked, epoch ms. */
  readonly at: number;
}

export const useIntegrationStatus = create<StatusState>(() => ({ known: null, error: null, at: Date.now() }));

export function takeStatus({ integrations }: IntegrationStatuses): void {
  const known = new Map(integrations.map((status) => [status.id, status]));
  useIntegrationStatus.setState({ known, error: null, at: Date.now() });
}

export async function loadStatus(): Promise<void> {
  try {
    await flushEdits();
    takeStatus(await host.invoke('integrations.status', {}));
  } catch (thrown) {
    const error = AppError.from(thrown);
    if (error.code !== 'HOST_DOWN') useIntegrationStatus.setState({ error });
  }
}

const refreshEveryMs = 5_000;

/** In a component that shows them. */
export function useFreshStatus(): void {
  const integrations = useProject(({ index }) => index.integrations);
  const isConnected = useProject(({ sync }) => sync !== 'reconnecting');
  useEffect(() => {
    if (!isConnected) return undefined;
    void loadStatus();
    // Requests are made by previews, of other windows too; nobody tells of them.
    const timer = setInterval(() => void loadStatus(), refreshEveryMs);
    return () => clearInterval(timer);
  }, [integrations, isConnected]);
}
