// A project, as a file or exported, that is dropped on the editor: it is asked before it takes the place of the open one.
// Invariant: other files are left to whoever wants them; what nobody wants is said, and never opened by the browser.
import { Button, Group, Modal } from '@mantine/core';
import { type ReactElement, useEffect, useState } from 'react';
import { AppError } from '#shared/errors/app-error.ts';
import { notifyTrouble } from '../state/notify.ts';
import { flushEdits, useIndex, useProject } from '../state/project-store.ts';
import { Trouble } from '../app/trouble.tsx';
import { bringFile } from './bring-file.ts';

const isProject = ({ name }: File): boolean => name.endsWith('.dialogram') || name.endsWith('.json');

export function DroppedProject(): ReactElement | null {
  const isReadOnly = useProject(({ readOnly }) => readOnly !== null);
  const openName = useIndex(({ workspace }) => workspace.name);
  const [file, setFile] = useState<File | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files') === true) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      const files = [...(event.dataTransfer?.files ?? [])];
      const dropped = files.find(isProject);
      const isWanted = dropped !== undefined && (files.length === 1 || isReadOnly);
      if (isWanted) {
        event.preventDefault();
        setError(null);
        setFile(dropped);
      } else if (isReadOnly && files.length > 0) {
        event.preventDefault();
        notifyTrouble(
          'Nothing was opened',
          'Drop a project (.dialogram) or an exported one (.json). Other files cannot be added, since this project can only be read here.',
        );
      }
    };
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop, true);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop, true);
    };
  }, [isReadOnly]);

  if (file === null) return null;
  const isBundle = !file.name.endsWith('.dialogram');
  const close = (): void => setFile(null);
  const bring = async (): Promise<void> => {
    setBusy(true);
    try {
      await flushEdits();
      await bringFile(file);
      close();
    } catch (thrown) {
      setError(AppError.from(thrown));
    }
    setBusy(false);
  };
  return (
    <Modal
      opened
      onClose={close}
      centered
      title={isBundle ? 'Import this project?' : 'Open this project?'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className="stack">
        {error !== null && <Trouble error={error} onClose={() => setError(null)} />}
        <p className="dropped-project__words">
          {isBundle
            ? `“${file.name}” becomes a project of its own, which this window shows then.`
            : `This window shows “${file.name}” then.`}{' '}
          “{openName}” is saved and closed.
        </p>
        <Group justify="flex-end" gap={8}>
          <Button size="sm" variant="default" onClick={close}>
            Cancel
          </Button>
          <Button size="sm" loading={isBusy} data-autofocus onClick={() => void bring()}>
            {isBundle ? 'Import' : 'Open'}
          </Button>
        </Group>
      </div>
    </Modal>
  );
}
