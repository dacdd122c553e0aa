import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { revert } from '../commands/revert.ts';
import { notifyTrouble } from '../state/notify.ts';
import { currentProject } from '../state/project-store.ts';

/** Says what was done, and offers to take it back as long as nothing else was done after. */
export function offerUndo(message: string, label: string): void {
  const undo = (): void => {
    notifications.hide(id);
    if (currentProject()?.undoLabel === label) void revert(false);
    else notifyTrouble('Other changes came after this one', 'Use the history to go back to before it.');
  };
  const id = notifications.show({
    message: (
      <span className="undo-notice">
        {message}
        <Button size="compact-sm" variant="light" onClick={undo}>
          Undo
        </Button>
      </span>
    ),
    autoClose: 8000,
    withBorder: true,
  });
}
