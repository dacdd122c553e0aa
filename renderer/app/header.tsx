import { Button, Tooltip, VisuallyHidden } from '@mantine/core';
import {
  IconLayoutSidebar,
  IconLayoutSidebarRight,
  IconListTree,
  IconPlayerPlay,
  IconRocket,
} from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useIndex } from '../state/project-store.ts';
import { ActionButton, tipOf } from '../commands/actions/action-button.tsx';
import { viewAction } from '../commands/actions/view-actions.ts';
import { toggleOutline } from '../outline/outline-actions.ts';
import { publishAction } from '../publish/publish-actions.ts';
import { SearchBox } from '../palette/search-box.tsx';
import { ColorSchemeMenu } from '../settings/color-scheme-menu.tsx';
import { Logo } from '../ui/logo.tsx';
import { Crumbs } from '../workflows/crumbs.tsx';
import { ProjectMenu } from './project-menu.tsx';
import { SyncState } from './sync-state.tsx';

export function Header(): ReactElement {
  const projectName = useIndex((index) => index.workspace.name);
  return (
    <header className="header">
      <VisuallyHidden component="h1">{projectName}</VisuallyHidden>
      <Logo />
      <div className="header__crumb">
        <ProjectMenu />
        <span className="header__slash" aria-hidden="true">
          /
        </span>
        <Crumbs />
      </div>
      <SyncState />
      <div className="header__gap" />
      <SearchBox />
      <div className="header__gap" />
      <ActionButton action={viewAction.sidebar} Icon={IconLayoutSidebar} />
      <ActionButton action={toggleOutline} Icon={IconListTree} />
      <ActionButton action={viewAction.docks} Icon={IconLayoutSidebarRight} />
      <ColorSchemeMenu />
      <Tooltip label={tipOf(viewAction.preview.title, null, viewAction.preview.keys[0])}>
        <Button
          className="header__preview"
          aria-label="Preview"
          variant="default"
          size="sm"
          leftSection={<IconPlayerPlay size={14} />}
          onClick={viewAction.preview.run}
        >
          Preview
        </Button>
      </Tooltip>
      <Tooltip label={tipOf('What customers get', null, publishAction.keys?.[0])}>
        <Button
          className="header__preview"
          aria-label="Publish"
          size="sm"
          leftSection={<IconRocket size={14} />}
          onClick={() => publishAction.run()}
        >
          Publish
        </Button>
      </Tooltip>
    </header>
  );
}
