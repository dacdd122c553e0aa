// The application's menu. What concerns the project is told to the page of the focused window, which has said what of it
// is possible. Words and keys are those of the window's own actions.
import {
  app,
  BrowserWindow,
  ipcMain,
  Menu,
  type MenuItemConstructorOptions,
  type WebContents,
} from 'electron';
import { z } from 'zod';
import { bridgeChannels, type MenuCommand, menuCommands } from '#shared/ipc/bridge.ts';
import { isTrustedSender } from './window-relay.ts';

const possibleSchema = z.array(z.string().max(100)).max(100);

export function setApplicationMenu(openWindow: () => void): void {
  const menu = Menu.buildFromTemplate(template(openWindow));
  Menu.setApplicationMenu(menu);

  const possible = new WeakMap<WebContents, ReadonlySet<string>>();
  const show = (window: BrowserWindow | null): void => {
    const ids = window === null ? undefined : possible.get(window.webContents);
    for (const id of Object.keys(menuCommands)) {
      const item = menu.getMenuItemById(id);
      if (item !== null) item.enabled = ids?.has(id) === true;
    }
  };
  ipcMain.on(bridgeChannels.menuState, (event, payload: unknown) => {
    const ids = possibleSchema.safeParse(payload);
    if (!isTrustedSender(event) || !ids.success) return;
    possible.set(event.sender, new Set(ids.data));
    show(BrowserWindow.getFocusedWindow());
  });
  app.on('browser-window-focus', (_event, window) => show(window));
}

function template(openWindow: () => void): MenuItemConstructorOptions[] {
  const isMac = process.platform === 'darwin';
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const appMenu: MenuItemConstructorOptions[] = isMac ? [{ role: 'appMenu' }] : [];
  return [
    ...appMenu,
    {
      label: '&File',
      submenu: [
        tellPage('project.new'),
        tellPage('project.open'),
        { label: 'New window', accelerator: 'CmdOrCtrl+Shift+N', click: openWindow },
        separator,
        tellPage('project.export'),
        separator,
        { role: isMac ? 'close' : 'quit' },
      ],
    },
    {
      label: '&Edit',
      submenu: [
        tellPage('edit.undo'),
        tellPage('edit.redo'),
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    {
      label: '&View',
      submenu: [
        tellPage('palette.open'),
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
        ...developerItems(),
      ],
    },
    { role: 'windowMenu' },
    { role: 'help', submenu: [tellPage('help.shortcuts'), { role: 'about' }] },
  ];
}

function developerItems(): MenuItemConstructorOptions[] {
  return app.isPackaged ? [] : [{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }];
}

function tellPage(command: MenuCommand): MenuItemConstructorOptions {
  const { title, keys } = menuCommands[command];
  const [shown] = keys;
  return {
    id: command,
    label: title,
    enabled: false,
    // A key without Ctrl would be taken from whoever types.
    ...(shown.startsWith('Mod+') ? { accelerator: shown.replace('Mod+', 'CmdOrCtrl+') } : {}),
    click: () => BrowserWindow.getFocusedWindow()?.webContents.send(bridgeChannels.menu, command),
  };
}
