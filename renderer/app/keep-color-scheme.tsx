import { useMantineColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { changePreferences, useHasPreferences, usePreference } from '../state/preferences-store.ts';

/** Light or dark as this person chose it: taken over from the host once, then kept there on every change. */
export function KeepColorScheme(): null {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const kept = usePreference('colorScheme');
  const isLoaded = useHasPreferences();
  const hasTakenOver = useRef(false);
  useEffect(() => {
    if (!isLoaded || colorScheme === kept) {
      hasTakenOver.current ||= isLoaded;
      return;
    }
    if (hasTakenOver.current) changePreferences({ colorScheme });
    else setColorScheme(kept);
  }, [isLoaded, colorScheme, kept, setColorScheme]);
  return null;
}
