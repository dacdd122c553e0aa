import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactElement } from 'react';

interface DeleteButtonProps {
  /** What is deleted: `connector`. */
  readonly what: string;
  readonly onClick: () => void;
}

/** At the end of a page about one thing. */
export function DeleteButton({ what, onClick }: DeleteButtonProps): ReactElement {
  return (
    <div>
      <Button variant="subtle" color="red" size="xs" leftSection={<IconTrash size={14} />} onClick={onClick}>
        Delete {what}
      </Button>
    </div>
  );
}
