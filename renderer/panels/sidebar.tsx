import { UnstyledButton } from '@mantine/core';
import {
  type Icon,
  IconApps,
  IconBolt,
  IconBook2,
  IconDownload,
  IconHistory,
  IconPlug,
  IconSearch,
  IconSettings,
} from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { actionsAction } from '../actions/registered-actions.ts';
import { ActionButton } from '../commands/actions/action-button.tsx';
import type { Action } from '../commands/actions/action.ts';
import { editAction } from '../commands/actions/edit-actions.ts';
import { projectAction } from '../commands/actions/project-actions.ts';
import { useAction } from '../commands/actions/use-action.ts';
import { connectorsAction } from '../connectors/connectors-actions.ts';
import { historyAction } from '../history/history-actions.ts';
import { integrationsAction } from '../integrations/integrations-actions.ts';
import { knowledgeAction } from '../knowledge/knowledge-actions.ts';
import { escapesToCanvas } from '../state/leave-to-canvas.ts';
import { WorkflowsSection } from '../workflows/workflows-section.tsx';
import { Palette } from './palette.tsx';

/** The kinds below it are more than fit. */
const findStep: Action = { ...editAction.addStep, title: 'Find a step…' };

export function Sidebar(): ReactElement {
  return (
    <aside className="sidebar" aria-label="Sidebar" {...escapesToCanvas}>
      <div className="sidebar__scroll dg-scroll">
        <WorkflowsSection />
        <section aria-label="Add a step">
          <div className="sidebar__row">
            <h2 className="dg-heading sidebar__heading">Add a step</h2>
            <ActionButton size={22} iconSize={15} action={findStep} Icon={IconSearch} />
          </div>
          <Palette />
        </section>
      </div>
      <ProjectSection />
    </aside>
  );
}

function ProjectSection(): ReactElement {
  return (
    <section aria-label="Project" className="sidebar__project">
      <h2 className="dg-heading sidebar__heading">Project</h2>
      <Item action={knowledgeAction} Icon={IconBook2} />
      <Item action={actionsAction} Icon={IconBolt} />
      <Item action={integrationsAction} Icon={IconApps} />
      <Item action={connectorsAction} Icon={IconPlug} />
      <Item action={projectAction.settings} Icon={IconSettings} />
      <Item action={historyAction} Icon={IconHistory} />
      <Item action={projectAction.export} Icon={IconDownload} />
    </section>
  );
}

function Item({ action, Icon: ItemIcon }: { readonly action: Action; readonly Icon: Icon }): ReactElement {
  const { title, isPossible } = useAction(action);
  return (
    <UnstyledButton className="sidebar__item" disabled={!isPossible} onClick={() => action.run()}>
      <ItemIcon size={16} stroke={1.7} />
      {title}
    </UnstyledButton>
  );
}
