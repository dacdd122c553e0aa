import { Button, TextInput } from '@mantine/core';
import { IconFlag } from '@tabler/icons-react';
import { type FormEvent, type ReactElement, useState } from 'react';
import type { HistoryPoint } from '#shared/ipc/views.ts';
import { saveVersion } from './history-store.ts';

interface NameFormProps {
  readonly point: HistoryPoint;
  readonly placeholder: string;
}

/** Keeps a state of the project as a version, by a name. */
export function NameForm({ point, placeholder }: NameFormProps): ReactElement {
  const [name, setName] = useState('');
  const trimmed = name.trim();
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (trimmed !== '') void saveVersion(trimmed, point).then(() => setName(''));
  };
  return (
    <form className="history__name" onSubmit={save}>
      <TextInput
        aria-label="Version name"
        placeholder={placeholder}
        leftSection={<IconFlag size={14} />}
        maxLength={100}
        value={name}
        data-own-undo
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" size="sm" variant="default" disabled={trimmed === ''}>
        Save
      </Button>
    </form>
  );
}
