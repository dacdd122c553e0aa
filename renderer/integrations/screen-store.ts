// What the integrations screen shows.
// Invariant: nothing here outlives the project.
import { create } from 'zustand';
import { onProjectChange } from '../state/project-store.ts';
import { closeScreen, openScreen } from '../state/screen-store.ts';

export type IntegrationsPlace =
  | { readonly kind: 'all' }
  | { readonly kind: 'new' }
  /** `into` is an integration that exists; null makes one of the document. */
  | { readonly kind: 'import'; readonly into: string | null }
  | { readonly kind: 'integration'; readonly id: string }
  | { readonly kind: 'operation'; readonly id: string; readonly integrationId: string };

interface ScreenState {
  readonly place: IntegrationsPlace;
}

const first: ScreenState = { place: { kind: 'all' } };

export const useIntegrationsScreen = create<ScreenState>(() => first);

export function openIntegrations(place: IntegrationsPlace = useIntegrationsScreen.getState().place): void {
  useIntegrationsScreen.setState({ place });
  openScreen('integrations');
}

/** One level up; from the top, off the screen. */
export function leavePlace(): void {
  const { place } = useIntegrationsScreen.getState();
  if (place.kind === 'all') closeScreen();
  else if (place.kind === 'operation') openIntegrations({ kind: 'integration', id: place.integrationId });
  else if (place.kind === 'import' && place.into !== null)
    openIntegrations({ kind: 'integration', id: place.into });
  else openIntegrations({ kind: 'all' });
}

onProjectChange((project, before) => {
  if (project?.path !== before?.path) useIntegrationsScreen.setState(first);
});
