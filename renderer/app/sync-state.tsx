import type { ReactElement } from 'react';
import { useProject } from '../state/project-store.ts';

const words = {
  saved: 'Saved',
  saving: 'Saving…',
  reconnecting: 'Reconnecting…',
  failed: 'Not saved',
} as const;

/** Whether everything on the screen is in the project file. */
export function SyncState(): ReactElement {
  const sync = useProject((project) => project.sync);
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
