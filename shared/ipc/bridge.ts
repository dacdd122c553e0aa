// What the Electron preload gives a page as `window.dialogram`, and the IPC channels under it.
// In the browser studio there is no bridge: the page speaks the same frames, as JSON text, over a WebSocket at `studioSocketPath`.
import type { ToHost } from './protocol.ts';

/** Chosen in the application's menu. `undo` and `redo` mean the focused text field's, or else the project's. */
export type MenuCommand = 'new' | 'open' | 'export' | 'undo' | 'redo';

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
  /** Before the window closes: send what is not sent yet. The window closes when this settles, or after 3 seconds. */
  readonly onClose: (listener: () => Promise<void>) => () => void;
}

/** Search parameter of a page's address that names the project file to open, as an absolute path. */
export const fileParameter = 'file';

/** Search parameter of the studio's one-time link. */
export const tokenParameter = 'token';

export const studioSocketPath = '/ws';

/** Largest frame that a window may send, in UTF-16 code units of its JSON: a whole bundle, escaped. */
export const frameLimit = 96 * 1024 * 1024;

export const bridgeChannels = {
  frame: 'dialogram:frame',
  pickFile: 'dialogram:pick-file',
  menu: 'dialogram:menu',
  close: 'dialogram:close',
  closed: 'dialogram:closed',
} as const;
