import { Button, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { openProject } from '../state/project-store.ts';

interface OpenByPathProps {
  attempt(work: () => Promise<void>): Promise<void>;
}

/** For files that are in no list; with a real window also by the system's dialog. */
export function OpenByPath({ attempt }: OpenByPathProps): ReactElement {
  const [path, setPath] = useState('');
  const trimmed = path.trim();

  const open = (event: FormEvent): void => {
    event.preventDefault();
    if (trimmed !== '') void attempt(() => openProject(trimmed));
  };

  const choose = async (): Promise<void> => {
    const picked = await window.dialogram?.pickFile('open-project');
    if (typeof picked === 'string') await openProject(picked);
  };

  return (
    <form className="start__by-path" onSubmit={open}>
      <TextInput
        label="Project file"
        placeholder="/home/me/support.dialogram"
        value={path}
        onChange={(event) => setPath(event.currentTarget.value)}
        spellCheck={false}
      />
      <Button type="submit" variant="default" size="sm" disabled={trimmed === ''}>
        Open
      </Button>
      {window.dialogram !== undefined && (
        <Button variant="default" size="sm" onClick={() => void attempt(choose)}>
          Browse…
        </Button>
      )}
    </form>
  );
}
