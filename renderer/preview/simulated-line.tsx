import { ActionIcon, UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { create } from 'zustand';
import { openSettings } from '../state/ui-store.ts';
import { usePreview } from './preview-store.ts';

const useIsPutAway = create<{ readonly isPutAway: boolean }>(() => ({ isPutAway: false }));

/** Says once that no model is connected, and leads to where that is done. Put away, it stays away until the window is opened again. */
export function SimulatedLine(): ReactElement | null {
  const isPutAway = useIsPutAway((state) => state.isPutAway);
  const isSimulated = usePreview(
    ({ session }) => session?.transcript.some((message) => message.isSimulated) === true,
  );
  if (!isSimulated || isPutAway) return null;
  return (
    <div className="simulated-line" role="note" aria-label="Simulated answers">
      <p>
        These answers are simulated.{' '}
        <UnstyledButton className="simulated-line__link" onClick={() => openSettings('models')}>
          Connect a model in Settings → Models
        </UnstyledButton>
      </p>
      <ActionIcon
        size={20}
        aria-label="Put the note on simulated answers away"
        onClick={() => useIsPutAway.setState({ isPutAway: true })}
      >
        <IconX size={13} />
      </ActionIcon>
    </div>
  );
}
