// What the app remembers for this person, from the host. Changes are seen at once, kept by the host, and seen in every
// open window.
import { create } from 'zustand';
import { type Preferences, preferencesSchema, type PreferencesChange } from '#shared/ipc/preferences.ts';
import { host } from './host.ts';
import { notifyError } from './notify.ts';

interface PreferencesState {
  readonly preferences: Preferences;
  /** False until the host answered: what is shown are the defaults. */
  readonly isLoaded: boolean;
}

const usePreferencesState = create<PreferencesState>(() => ({
  preferences: preferencesSchema.parse({}),
  isLoaded: false,
}));

export const usePreference = <Name extends keyof Preferences>(name: Name): Preferences[Name] =>
  usePreferencesState(({ preferences }) => preferences[name]);

export const useHasPreferences = (): boolean => usePreferencesState(({ isLoaded }) => isLoaded);

export const currentPreferences = (): Preferences => usePreferencesState.getState().preferences;

/** The app starts without them when they cannot be read; that is said. */
export async function loadPreferences(): Promise<void> {
  try {
    usePreferencesState.setState({ preferences: await host.invoke('preferences.read', {}), isLoaded: true });
  } catch (thrown) {
    notifyError('Could not read your preferences')(thrown);
  }
}

/** Changes of this window that the host has not answered yet. */
let underWay = 0;

export function changePreferences(change: PreferencesChange): void {
  const preferences = preferencesSchema.parse({ ...currentPreferences(), ...change });
  usePreferencesState.setState({ preferences });
  underWay += 1;
  void host
    .invoke('preferences.change', change)
    .catch(notifyError('Could not keep your preferences'))
    .finally(() => (underWay -= 1));
}

host.on('preferences.changed', (preferences) => {
  // What is on its way is newer than what another window has just changed before it.
  if (underWay <= 1) usePreferencesState.setState({ preferences, isLoaded: true });
});
