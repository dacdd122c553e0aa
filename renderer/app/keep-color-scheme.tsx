import { useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import { useHasPreferences, usePreference } from '../state/preferences-store.ts';

/** Light or dark as this person chose it, here or in another window. */
export function KeepColorScheme(): null {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const kept = usePreference('colorScheme');
  const isLoaded = useHasPreferences();
  useEffect(() => {
    // Until the host has answered, that of the last time is shown.
    if (isLoaded && colorScheme !== kept) setColorScheme(kept);
  }, [isLoaded, colorScheme, kept, setColorScheme]);
  return null;
}
