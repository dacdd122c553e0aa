// The panel that says what is still to be filled in of a preset. It goes when all is done or it is put away, and comes back by
// its action.
import { ActionIcon, VisuallyHidden } from '@mantine/core';
import { IconCircle, IconCircleCheckFilled, IconX } from '@tabler/icons-react';
import { type ReactElement, useEffect, useState } from 'react';
import type { ProjectDocument } from '#shared/model/project.ts';
import { openConnectors } from '../connectors/screen-store.ts';
import { openKnowledge } from '../knowledge/screen-store.ts';
import { goTo } from '../state/go-to.ts';
import { openSettings } from '../state/ui-store.ts';
import { useConnectorStatus, useFreshStatus } from '../connectors/status-store.ts';
import { assertNever } from '#shared/util/assert-never.ts';
import { startDemo } from '../integrations/start-demo.ts';
import {
  useFreshStatus as useFreshIntegrations,
  useIntegrationStatus,
} from '../integrations/status-store.ts';
import { type Action, useActions } from '../commands/actions/action.ts';
import { host } from '../state/host.ts';
import { notifyError } from '../state/notify.ts';
import { changePreferences, currentPreferences, usePreference } from '../state/preferences-store.ts';
import { currentProject, useIndex, useProject } from '../state/project-store.ts';
import { type Task, type TaskPlace, tasksOf } from './checklist.ts';

const kept = 200;

const openWorkspace = () => currentProject()?.index.workspace;
const others = (id: string): string[] => currentPreferences().checklistsPutAway.filter((each) => each !== id);

const checklistActions: readonly Action[] = [
  {
    id: 'project.checklist',
    title: 'Show what is still to be filled in',
    group: 'Help',
    words: 'checklist preset tasks first steps',
    isPossible: () => openWorkspace()?.preset !== undefined,
    run() {
      const id = openWorkspace()?.id;
      if (id !== undefined) changePreferences({ checklistsPutAway: others(id) });
    },
  },
];

export function Checklist(): ReactElement | null {
  useActions('checklist', checklistActions);
  const { id, preset } = useIndex(({ workspace }) => workspace);
  const isPutAway = usePreference('checklistsPutAway').includes(id);
  const isReadOnly = useProject(({ readOnly }) => readOnly !== null);
  if (preset === undefined || isPutAway || isReadOnly) return null;
  return <OpenChecklist key={preset} preset={preset} workspaceId={id} />;
}

function OpenChecklist({
  preset,
  workspaceId,
}: {
  readonly preset: string;
  readonly workspaceId: string;
}): ReactElement | null {
  const [original, setOriginal] = useState<ProjectDocument | null>(null);
  const index = useIndex((all) => all);
  const connectors = useConnectorStatus(({ known }) => known);
  const integrations = useIntegrationStatus(({ known }) => known);
  useFreshStatus();
  useFreshIntegrations();
  useEffect(() => {
    host
      .invoke('presets.read', { id: preset })
      .then(({ document }) => setOriginal(document))
      .catch(notifyError('Could not read what the project was made from'));
  }, [preset]);
  if (original === null) return null;
  const tasks = tasksOf(index, original, { connectors, integrations });
  // A name alone is nothing to remind anybody of.
  if (tasks.length < 2) return null;
  const done = tasks.filter(({ isDone }) => isDone).length;
  const next = tasks.find(({ isDone }) => !isDone);
  return (
    <aside className="checklist" aria-label="What is still to be filled in">
      <div className="checklist__head">
        <h2>{done === tasks.length ? 'All filled in' : 'Make it yours'}</h2>
        <span className="checklist__count">{`${done} of ${tasks.length}`}</span>
        <ActionIcon
          size={24}
          aria-label="Put the checklist away"
          onClick={() =>
            changePreferences({ checklistsPutAway: [...others(workspaceId), workspaceId].slice(-kept) })
          }
        >
          <IconX size={14} />
        </ActionIcon>
      </div>
      <ul>
        {tasks.map((task) => (
          <li key={task.id}>
            <TaskRow task={task} isNext={task === next} />
          </li>
        ))}
      </ul>
    </aside>
  );
}

function openPlace(place: TaskPlace): void {
  switch (place.kind) {
    case 'settings':
      return openSettings(place.section);
    case 'step':
      return goTo(place);
    case 'knowledge':
      return openKnowledge({ kind: 'sources' });
    case 'demo':
      return startDemo();
    case 'connector':
      return openConnectors(place.connectorId);
    default:
      return assertNever(place);
  }
}

interface TaskRowProps {
  readonly task: Task;
  readonly isNext: boolean;
}

/** The next one says more about itself. */
function TaskRow({ task: { title, help, isDone, place }, isNext }: TaskRowProps): ReactElement {
  const Icon = isDone ? IconCircleCheckFilled : IconCircle;
  return (
    <button
      type="button"
      className={`checklist__task${isDone ? ' checklist__task--done' : ''}`}
      title={help}
      onClick={() => openPlace(place)}
    >
      <Icon size={16} stroke={1.8} />
      <span className="checklist__title">
        {title}
        {isDone && <VisuallyHidden>, done</VisuallyHidden>}
      </span>
      {isNext && <span className="checklist__help">{help}</span>}
    </button>
  );
}
