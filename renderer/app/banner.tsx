import { Button } from '@mantine/core';
import { IconLock, IconPlugConnectedX } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { retry, useProject } from '../state/project-store.ts';

/** What the author must know about the whole project: no connection, not saved, or reading only. */
export function Banner(): ReactElement | null {
  const sync = useProject((project) => project.sync);
  const readOnly = useProject((project) => project.readOnly);
  if (sync === 'reconnecting') {
    return (
      <div className="banner banner--warn" role="alert">
        <IconPlugConnectedX size={16} />
        <span>
          Reconnecting… What you change now is kept in this window and saved as soon as the connection is
          back.
        </span>
      </div>
    );
  }
  if (sync === 'failed') {
    return (
      <div className="banner banner--bad" role="alert">
        <IconPlugConnectedX size={16} />
        <span>Your last changes are not saved yet. They are kept in this window.</span>
        <Button size="xs" variant="default" onClick={() => void retry()}>
          Try again
        </Button>
      </div>
    );
  }
  if (readOnly === null) return null;
  return (
    <div className="banner" role="status">
      <IconLock size={16} />
      <span>{readOnly}</span>
    </div>
  );
}
