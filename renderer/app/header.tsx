import { ActionIcon, Button, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconLayoutSidebar, IconLayoutSidebarRight, IconListTree, IconPlayerPlay } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useIndex } from '../state/project-store.ts';
import { useOutline } from '../outline/outline-store.ts';
import { SearchBox } from '../palette/search-box.tsx';
import { openDock, useUi } from '../state/ui-store.ts';
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
      <Toggles />
      <ColorSchemeMenu />
      <Button
        variant="default"
        size="sm"
        leftSection={<IconPlayerPlay size={14} />}
        onClick={() => openDock('preview')}
      >
        Preview
      </Button>
    </header>
  );
}

function Toggles(): ReactElement {
  const isSidebarOpen = useUi((ui) => ui.isSidebarOpen);
  const isDockOpen = useUi((ui) => ui.isSettingsOpen || ui.isPreviewOpen);
  const sidebarLabel = isSidebarOpen ? 'Hide sidebar' : 'Show sidebar';
  const isOutlineShown = useOutline((outline) => outline.isShown);
  const outlineLabel = isOutlineShown ? 'Hide outline' : 'Show outline';
  const dockLabel = isDockOpen ? 'Hide docks' : 'Show docks';
  return (
    <>
      <Tooltip label={sidebarLabel}>
        <ActionIcon
          size={30}
          aria-label={sidebarLabel}
          onClick={() => useUi.setState({ isSidebarOpen: !isSidebarOpen })}
        >
          <IconLayoutSidebar size={17} stroke={1.8} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={outlineLabel}>
        <ActionIcon
          size={30}
          aria-label={outlineLabel}
          onClick={() => useOutline.setState({ isShown: !isOutlineShown })}
        >
          <IconListTree size={17} stroke={1.8} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={dockLabel}>
        <ActionIcon
          size={30}
          aria-label={dockLabel}
          onClick={() => useUi.setState({ isSettingsOpen: !isDockOpen, isPreviewOpen: !isDockOpen })}
        >
          <IconLayoutSidebarRight size={17} stroke={1.8} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}
