import { Radio } from '@mantine/core';
import type { ReactElement } from 'react';
import { preferencesSchema } from '#shared/ipc/preferences.ts';
import { changePreferences, usePreference } from '../state/preferences-store.ts';

const choices = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'auto', label: 'Like the system', description: 'Changes with your computer’s own setting.' },
] as const;

export function AppearanceSection(): ReactElement {
  const colorScheme = usePreference('colorScheme');
  return (
    <div className="stack">
      <Radio.Group
        label="Colours"
        value={colorScheme}
        onChange={(value) =>
          changePreferences({ colorScheme: preferencesSchema.shape.colorScheme.parse(value) })
        }
      >
        <div className="start__choices">
          {choices.map((choice) => (
            <Radio key={choice.value} size="xs" {...choice} />
          ))}
        </div>
      </Radio.Group>
      <p className="settings__hint">
        Movement on the screen follows your computer’s setting for reduced motion.
      </p>
    </div>
  );
}
