import { type ReactElement, useEffect, useState } from 'react';
import type { OpenProject } from '../state/project-sync.ts';
import { useProject } from '../state/project-store.ts';

const words = {
  saved: 'Saved',
  saving: 'Saving…',
  reconnecting: 'Reconnecting…',
  failed: 'Not saved',
} as const;

/** Whether everything on the screen is in the project file. */
export function SyncState(): ReactElement {
  const sync = useCalm(useProject((project) => project.sync));
  const isReadOnly = useProject((project) => project.readOnly !== null);
  return (
    <div
      className={`sync-state sync-state--${isReadOnly ? 'read-only' : sync}`}
      role="status"
      aria-label="Saving"
    >
      <i aria-hidden="true" />
      {isReadOnly && sync === 'saved' ? 'Read only' : words[sync]}
    </div>
  );
}

const calmMs = 250;

/** Every letter is saved by itself; that nothing is left to save is said when the author pauses. */
function useCalm(sync: OpenProject['sync']): OpenProject['sync'] {
  const [shown, setShown] = useState(sync);
  if (sync !== 'saved' && sync !== shown) setShown(sync);
  useEffect(() => {
    if (sync !== 'saved') return undefined;
    const timer = setTimeout(() => setShown('saved'), calmMs);
    return () => clearTimeout(timer);
  }, [sync]);
  return shown;
}
