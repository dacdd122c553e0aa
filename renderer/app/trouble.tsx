import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { AppErrorJson } from '#shared/errors/app-error.ts';

const titles: Readonly<Record<string, string>> = {
  PROJECT_NOT_FOUND: 'There is no project there',
  PROJECT_EXISTS: 'There is already a project with this name',
  PROJECT_LOCKED: 'The project is open elsewhere',
  PROJECT_DAMAGED: 'The project file is damaged',
  PROJECT_FROM_NEWER_APP: 'The project is from a newer Dialogram',
  PROJECT_MIGRATION_FAILED: 'The project could not be brought up to date',
  STORAGE_FAILED: 'The disk refused',
  PUBLISH_CONFLICT: 'Nothing was published',
  PUBLISH_INCOMPLETE: 'Nothing was published',
  PUBLISH_PROBLEMS: 'Nothing was published',
  ENGINE_TOO_OLD: 'The runtime is too old for this project',
  HOST_DOWN: 'Dialogram’s background process is not answering',
};

interface TroubleProps {
  readonly error: Pick<AppErrorJson, 'code' | 'message'>;
  readonly onClose?: () => void;
}

/** An error that stays where the eye is, with what to do about it. */
export function Trouble({ error, onClose }: TroubleProps): ReactElement {
  return (
    <Alert
      role="alert"
      color="red"
      variant="light"
      icon={<IconAlertTriangle size={18} />}
      title={titles[error.code] ?? 'That did not work'}
      withCloseButton={onClose !== undefined}
      closeButtonLabel="Close message"
      {...(onClose === undefined ? {} : { onClose })}
    >
      {error.message}
    </Alert>
  );
}
