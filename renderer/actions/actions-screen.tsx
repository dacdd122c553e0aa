// The actions over the canvas: all of them, one with everything about it, or what a new one can begin as.
import { Button } from '@mantine/core';
import { IconBolt, IconPlus } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useIndex, useProject } from '../state/project-store.ts';
import { closeScreen } from '../state/screen-store.ts';
import { Screen } from '../ui/screen.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { ActionGallery } from './action-gallery.tsx';
import { ActionList } from './action-list.tsx';
import { ActionMenu } from './action-menu.tsx';
import { ActionView } from './action-view.tsx';
import { AuditView } from './audit-view.tsx';
import { leavePlace, openActions, useActionsScreen } from './screen-store.ts';

export function ActionsScreen(): ReactElement {
  const wanted = useActionsScreen(({ place }) => place);
  const actionId = wanted.kind === 'action' ? wanted.actionId : null;
  const action = useIndex(({ actions }) => actions.get(actionId ?? ''));
  const isReadOnly = useProject(({ readOnly }) => readOnly !== null);
  const isList = wanted.kind === 'all' || (wanted.kind === 'action' && action === undefined);
  const isTop = isList || wanted.kind === 'audit';
  return (
    <Screen
      name="Actions"
      title={action?.name ?? (wanted.kind === 'new' ? 'New action' : 'Actions')}
      icon={<IconBolt size={17} stroke={1.8} />}
      place={JSON.stringify(wanted)}
      back={isTop ? null : { label: 'All actions', go: leavePlace }}
      onClose={closeScreen}
      tabs={
        isTop && (
          <Tabs
            label="Actions"
            tabs={tabs}
            current={isList ? 'all' : 'audit'}
            onChoose={(kind) => openActions({ kind })}
          />
        )
      }
      actions={
        <>
          {action !== undefined && <ActionMenu action={action} />}
          {isList && !isReadOnly && (
            <Button
              size="xs"
              leftSection={<IconPlus size={14} />}
              onClick={() => openActions({ kind: 'new' })}
            >
              New action
            </Button>
          )}
        </>
      }
      isWide
    >
      {isList && <ActionList />}
      {wanted.kind === 'audit' && <AuditView />}
      {wanted.kind === 'new' && <ActionGallery />}
      {action !== undefined && <ActionView key={action.id} action={action} />}
    </Screen>
  );
}

const tabs = [
  { id: 'all', label: 'All actions' },
  { id: 'audit', label: 'Audit log' },
] as const;
