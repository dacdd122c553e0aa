// What the actions screen shows.
// Invariant: nothing here outlives the project.
import { create } from 'zustand';
import { onProjectChange } from '../state/project-store.ts';
import { closeScreen, openScreen } from '../state/screen-store.ts';

type ActionsPlace =
  | { readonly kind: 'all' }
  | { readonly kind: 'audit' }
  | { readonly kind: 'new' }
  | { readonly kind: 'action'; readonly actionId: string };

interface ScreenState {
  readonly place: ActionsPlace;
}

const first: ScreenState = { place: { kind: 'all' } };

export const useActionsScreen = create<ScreenState>(() => first);

export function openActions(place: ActionsPlace = useActionsScreen.getState().place): void {
  useActionsScreen.setState({ place });
  openScreen('actions');
}

/** One level up; from the top, off the screen. */
export function leavePlace(): void {
  const { kind } = useActionsScreen.getState().place;
  if (kind === 'all' || kind === 'audit') closeScreen();
  else openActions({ kind: 'all' });
}

onProjectChange((project, before) => {
  if (project?.path !== before?.path) useActionsScreen.setState(first);
});
