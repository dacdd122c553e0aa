import { Button, FileButton } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { bringFile } from './bring-file.ts';

interface ImportButtonProps {
  attempt(work: () => Promise<void>): Promise<void>;
}

/** By the system's own dialog: what was exported becomes a project of this person's. */
export function ImportButton({ attempt }: ImportButtonProps): ReactElement {
  const take = (file: File | null): void => {
    if (file !== null) void attempt(() => bringFile(file));
  };
  return (
    <FileButton onChange={take} accept=".json,.dialogram" inputProps={{ 'aria-label': 'File to import' }}>
      {(props) => (
        <Button {...props} variant="default" size="sm" leftSection={<IconFileImport size={15} />}>
          Import a file…
        </Button>
      )}
    </FileButton>
  );
}
