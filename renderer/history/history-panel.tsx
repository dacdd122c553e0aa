// The history beside the canvas: versions by name, changes in words, or what differs between two states.
import { ActionIcon } from '@mantine/core';
import { IconHistory, IconX } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { escapesToCanvas } from '../state/leave-to-canvas.ts';
import { useProject } from '../state/project-store.ts';
import { CompareList } from './compare-list.tsx';
import { HistoryChanges } from './history-changes.tsx';
import { HistoryVersions } from './history-versions.tsx';
import { toggleHistory, useHistory } from './history-store.ts';
import { NameForm } from './name-form.tsx';

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
      {!isReadOnly && <NameForm point="now" placeholder="Name this version…" />}
      <HistoryVersions />
      <HistoryChanges />
    </div>
  );
}
