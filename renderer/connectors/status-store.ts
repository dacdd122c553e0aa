// What the host knows of the connectors beside the project: whether they have a secret, how often they were asked, what went wrong.
// Invariants: no secret is ever here; asked for anew after every saved change of the connectors, and now and then while shown.
import { useEffect } from 'react';
import { create } from 'zustand';
import { AppError } from '#shared/errors/app-error.ts';
import type { ConnectorStatus, ConnectorStatuses } from '#shared/ipc/connectors.ts';
import { host } from '../state/host.ts';
import { flushEdits, useProject } from '../state/project-store.ts';

interface StatusState {
  /** By the connector's id; null until the host answered. */
  readonly known: ReadonlyMap<string, ConnectorStatus> | null;
  readonly error: AppError | null;
  /** When it was asked, epoch ms. */
  readonly at: number;
}

export const useConnectorStatus = create<StatusState>(() => ({ known: null, error: null, at: Date.now() }));

function take({ connectors }: ConnectorStatuses): void {
  const known = new Map(connectors.map((status) => [status.id, status]));
  useConnectorStatus.setState({ known, error: null, at: Date.now() });
}

export async function loadStatus(): Promise<void> {
  try {
    await flushEdits();
    take(await host.invoke('connectors.status', {}));
  } catch (thrown) {
    const error = AppError.from(thrown);
    if (error.code !== 'HOST_DOWN') useConnectorStatus.setState({ error });
  }
}

/** Rejects with why it was not saved. */
export async function saveSecret(id: string, secret: string): Promise<void> {
  await flushEdits();
  take(await host.invoke('connectors.saveSecret', { id, secret }));
}

export async function deleteSecret(id: string): Promise<void> {
  take(await host.invoke('connectors.deleteSecret', { id }));
}

const refreshEveryMs = 5_000;

/** In a component that shows them. */
export function useFreshStatus(): void {
  const connectors = useProject(({ index }) => index.connectors);
  const isConnected = useProject(({ sync }) => sync !== 'reconnecting');
  useEffect(() => {
    if (!isConnected) return undefined;
    void loadStatus();
    // Requests are made by previews, of other windows too; nobody tells of them.
    const timer = setInterval(() => void loadStatus(), refreshEveryMs);
    return () => clearInterval(timer);
  }, [connectors, isConnected]);
}
