import { Button, Radio, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { createProject } from '../state/project-store.ts';

interface NewProjectFormProps {
  /** Where the project file goes. */
  readonly folder: string;
  attempt(work: () => Promise<void>): Promise<void>;
}

const starts = [
  {
    value: 'hello',
    label: 'From the Hello example',
    description: 'A greeting, a choice, a branch and a little code. Works offline.',
  },
  { value: 'empty', label: 'Empty', description: 'One workflow with its beginning; the rest is yours.' },
];

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
      createProject({ name: trimmed, ...(start === 'hello' ? { from: { preset: 'hello' } } : {}) }),
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
      <Radio.Group label="Begin with" value={start} onChange={setStart}>
        <div className="start__choices">
          {starts.map((choice) => (
            <Radio key={choice.value} size="xs" {...choice} />
          ))}
        </div>
      </Radio.Group>
      <Button type="submit" size="sm" loading={isBusy} disabled={trimmed === ''}>
        Create project
      </Button>
    </form>
  );
}
