// What the Electron preload gives a page as `window.dialogram`, and the IPC channels under it.
// In the browser studio there is no bridge: the page speaks the same frames, as JSON text, over a WebSocket at `studioSocketPath`.
import type { ToHost } from './protocol.ts';

/**
 * What the application's menu offers, by the ids of the window's own actions, with the words and keys that both show
 * (`Mod` = Ctrl, on a Mac Command). Undo and redo mean the focused text field's, or else the project's.
 */
export const menuCommands = {
  'project.new': { title: 'New project…', keys: ['Mod+Alt+N'] },
  'project.open': { title: 'Open a project…', keys: ['Mod+O'] },
  'project.export': { title: 'Export as a file…', keys: ['Mod+Shift+E'] },
  'edit.undo': { title: 'Undo', keys: ['Mod+Z'] },
  'edit.redo': { title: 'Redo', keys: ['Mod+Shift+Z', 'Mod+Y'] },
  'palette.open': { title: 'Search or run a command', keys: ['Mod+K'] },
  'help.shortcuts': { title: 'Keyboard shortcuts', keys: ['?'] },
} as const;

export type MenuCommand = keyof typeof menuCommands;

export type PickKind = 'open-project' | 'save-bundle';

/** Listeners are removed by calling what adding them returned. */
export interface WindowBridge {
  readonly shell: 'electron';
  readonly send: (frame: ToHost) => void;
  /** Frames from the host; parse them with `toWindowSchema`. */
  readonly onFrame: (listener: (frame: unknown) => void) => () => void;
  /** The system's file dialog; null when it was dismissed. */
  readonly pickFile: (kind: PickKind, suggestedName?: string) => Promise<string | null>;
  /** Where a file that was dropped or chosen lies; empty when it has no place. */
  readonly pathOf: (file: File) => string;
  readonly onMenu: (listener: (command: MenuCommand) => void) => () => void;
  /** Which of them are possible in this window; until it says so, none is. */
  readonly tellMenu: (possible: readonly MenuCommand[]) => void;
  /** Before the window closes: send what is not sent yet. The window closes when this settles, or after 3 seconds. */
  readonly onClose: (listener: () => Promise<void>) => () => void;
}

/** Search parameter of a page's address that names the project file to open, as an absolute path. */
export const fileParameter = 'file';

/** The one window that a page may open, to draw the preview in it. */
export const previewWindowName = 'dialogram-preview';

/** Search parameter of the studio's one-time link. */
export const tokenParameter = 'token';

export const studioSocketPath = '/ws';

/** Largest frame that a window may send, in UTF-16 code units of its JSON: a whole bundle, escaped. */
export const frameLimit = 96 * 1024 * 1024;

export const bridgeChannels = {
  frame: 'dialogram:frame',
  pickFile: 'dialogram:pick-file',
  menu: 'dialogram:menu',
  menuState: 'dialogram:menu-state',
  close: 'dialogram:close',
  closed: 'dialogram:closed',
} as const;
