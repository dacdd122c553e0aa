// The history beside the canvas: versions by name, changes in words, or what differs between two states.
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconFlag, IconHistory, IconX } from '@tabler/icons-react';
import { type FormEvent, type ReactElement, useState } from 'react';
import { escapesToCanvas } from '../state/leave-to-canvas.ts';
import { useProject } from '../state/project-store.ts';
import { CompareList } from './compare-list.tsx';
import { HistoryChanges } from './history-changes.tsx';
import { HistoryVersions } from './history-versions.tsx';
import { saveVersion, toggleHistory, useHistory } from './history-store.ts';

export function HistoryPanel(): ReactElement | null {
  const isOpen = useHistory((history) => history.isOpen);
  const compared = useHistory((history) => history.compared);
  if (!isOpen) return null;
  return (
    <section className="history" aria-label="History" {...escapesToCanvas}>
      <header className="history__head">
        <IconHistory size={16} stroke={1.8} />
        <h2>History</h2>
        <ActionIcon size={26} aria-label="Close history" onClick={toggleHistory}>
          <IconX size={15} />
        </ActionIcon>
      </header>
      {compared === null ? <Lists /> : <CompareList compared={compared} />}
    </section>
  );
}

function Lists(): ReactElement {
  const isReadOnly = useProject((project) => project.readOnly !== null);
  return (
    <div className="history__body dg-scroll">
      {!isReadOnly && <NameVersion />}
      <HistoryVersions />
      <HistoryChanges />
    </div>
  );
}

function NameVersion(): ReactElement {
  const [name, setName] = useState('');
  const trimmed = name.trim();
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (trimmed !== '') void saveVersion(trimmed, 'now').then(() => setName(''));
  };
  return (
    <form className="history__name" onSubmit={save}>
      <TextInput
        aria-label="Version name"
        placeholder="Name this version…"
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
