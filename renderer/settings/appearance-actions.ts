// Light, dark, or as the system says: one choice of this person's, for every window.
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import type { Action } from '../commands/actions/action.ts';
import { changePreferences } from '../state/preferences-store.ts';

export const schemes = (
  [
    { value: 'light', title: 'Light appearance', Icon: IconSun },
    { value: 'dark', title: 'Dark appearance', Icon: IconMoon },
    { value: 'auto', title: 'Appearance like the system', Icon: IconDeviceDesktop },
  ] as const
).map(({ value, title, Icon }) => ({
  value,
  Icon,
  action: {
    id: `appearance.${value}`,
    title,
    group: 'View',
    words: 'theme colours mode',
    run: () => changePreferences({ colorScheme: value }),
  } satisfies Action,
}));

export const appearanceActions: readonly Action[] = schemes.map(({ action }) => action);
