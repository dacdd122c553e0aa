// Parts of the window: to go there, to show and to hide them.
import { menuCommands } from '#shared/ipc/bridge.ts';
import { openPalette, usePalette } from '../../palette/palette-store.ts';
import { focusPreview } from '../../preview/focus-preview.ts';
import { focusCanvas, focusPart } from '../../state/focus-part.ts';
import { openDock, useUi } from '../../state/ui-store.ts';
import type { Action } from './action.ts';

const isDockOpen = (): boolean => {
  const { isSettingsOpen, isPreviewOpen } = useUi.getState();
  return isSettingsOpen || isPreviewOpen;
};

export const viewAction = {
  palette: {
    ...menuCommands['palette.open'],
    id: 'palette.open',
    group: 'Go to',
    where: 'everywhere',
    run: () => openPalette({ kind: 'all' }),
  },
  find: {
    id: 'project.find',
    title: 'Find in the project',
    group: 'Go to',
    keys: ['Mod+F', 'Mod+Shift+F'],
    where: 'outside-editors',
    words: 'search text variable',
    run: () => openPalette({ kind: 'find' }),
  },
  canvas: {
    id: 'go.canvas',
    title: 'Go to the canvas',
    group: 'Go to',
    keys: ['Alt+1'],
    where: 'everywhere',
    run: focusCanvas,
  },
  settings: {
    id: 'go.settings',
    title: 'Go to the settings of the step',
    group: 'Go to',
    keys: ['Alt+3'],
    where: 'everywhere',
    run() {
      openDock('settings');
      focusPart('[aria-label="Step settings"]');
    },
  },
  preview: {
    id: 'go.preview',
    title: 'Go to the preview',
    group: 'Go to',
    keys: ['Alt+4'],
    where: 'everywhere',
    words: 'chat conversation talk',
    run() {
      openDock('preview');
      focusPreview();
    },
  },
  sidebar: {
    id: 'view.sidebar',
    get title() {
      return useUi.getState().isSidebarOpen ? 'Hide sidebar' : 'Show sidebar';
    },
    group: 'View',
    keys: ['Mod+B'],
    run: () => useUi.setState(({ isSidebarOpen }) => ({ isSidebarOpen: !isSidebarOpen })),
  },
  docks: {
    id: 'view.docks',
    get title() {
      return isDockOpen() ? 'Hide docks' : 'Show docks';
    },
    words: 'settings preview panels',
    group: 'View',
    keys: ['Mod+J'],
    run() {
      const isOpen = !isDockOpen();
      useUi.setState({ isSettingsOpen: isOpen, isPreviewOpen: isOpen });
    },
  },
  shortcuts: {
    ...menuCommands['help.shortcuts'],
    id: 'help.shortcuts',
    group: 'Help',
    words: 'keys help',
    run: () => usePalette.setState({ isSheetOpen: true }),
  },
} as const satisfies Record<string, Action>;

export const viewActions: readonly Action[] = Object.values(viewAction);
