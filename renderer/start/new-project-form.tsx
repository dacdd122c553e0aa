import { Button, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { emptyStart, PresetPicker } from '../presets/preset-picker.tsx';
import { createProject } from '../state/project-store.ts';

interface NewProjectFormProps {
  /** Where the project file goes. */
  readonly folder: string;
  attempt(work: () => Promise<void>): Promise<void>;
}

export function NewProjectForm({ folder, attempt }: NewProjectFormProps): ReactElement {
  const [name, setName] = useState('');
  const [start, setStart] = useState('hello');
  const [isBusy, setBusy] = useState(false);
  const trimmed = name.trim();

  const create = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (trimmed === '' || isBusy) return;
    setBusy(true);
    await attempt(() =>
      createProject({ name: trimmed, ...(start === emptyStart ? {} : { from: { preset: start } }) }),
    );
    setBusy(false);
  };

  return (
    <form className="stack" onSubmit={(event) => void create(event)}>
      <TextInput
        label="Project name"
        placeholder="Acme Support"
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
        {...(folder === '' ? {} : { description: `Kept in ${folder}` })}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
      />
      <PresetPicker value={start} onChange={setStart} attempt={attempt} />
      <Button type="submit" size="sm" loading={isBusy} disabled={trimmed === ''}>
        Create project
      </Button>
    </form>
  );
}
