// Parts of the window: to go there, to show and to hide them.
import { openPalette, usePalette } from '../../palette/palette-store.ts';
import { focusCanvas, focusPart } from '../../state/focus-part.ts';
import { openDock, useUi } from '../../state/ui-store.ts';
import type { Action } from './action.ts';

export const viewActions: readonly Action[] = [
  {
    id: 'palette.open',
    title: 'Search or run a command',
    group: 'Go to',
    keys: ['Mod+K'],
    where: 'everywhere',
    run: () => openPalette({ kind: 'all' }),
  },
  {
    id: 'project.find',
    title: 'Find in the project',
    group: 'Go to',
    keys: ['Mod+F', 'Mod+Shift+F'],
    where: 'outside-editors',
    words: 'search text variable',
    run: () => openPalette({ kind: 'find' }),
  },
  {
    id: 'go.canvas',
    title: 'Go to the canvas',
    group: 'Go to',
    keys: ['Alt+1'],
    where: 'everywhere',
    run: focusCanvas,
  },
  {
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
  {
    id: 'go.preview',
    title: 'Go to the preview',
    group: 'Go to',
    keys: ['Alt+4'],
    where: 'everywhere',
    words: 'chat conversation talk',
    run() {
      openDock('preview');
      focusPart('[aria-label="Preview"]');
    },
  },
  {
    id: 'view.sidebar',
    title: 'Show or hide the sidebar',
    group: 'View',
    keys: ['Mod+B'],
    run: () => useUi.setState(({ isSidebarOpen }) => ({ isSidebarOpen: !isSidebarOpen })),
  },
  {
    id: 'view.docks',
    title: 'Show or hide settings and preview',
    group: 'View',
    keys: ['Mod+J'],
    run: () =>
      useUi.setState(({ isSettingsOpen, isPreviewOpen }) => {
        const isOpen = !(isSettingsOpen || isPreviewOpen);
        return { isSettingsOpen: isOpen, isPreviewOpen: isOpen };
      }),
  },
  {
    id: 'help.shortcuts',
    title: 'Keyboard shortcuts',
    group: 'Help',
    keys: ['?'],
    words: 'keys help',
    run: () => usePalette.setState({ isSheetOpen: true }),
  },
];
