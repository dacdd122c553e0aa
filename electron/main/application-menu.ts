// The application's menu. What concerns the project is told to the page of the focused window.
import { app, BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';
import { bridgeChannels, type MenuCommand } from '#shared/ipc/bridge.ts';

export function setApplicationMenu(openWindow: () => void): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(template(openWindow)));
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
        tellPage('New Project…', 'CmdOrCtrl+N', 'new'),
        tellPage('Open…', 'CmdOrCtrl+O', 'open'),
        { label: 'New Window', accelerator: 'CmdOrCtrl+Shift+N', click: openWindow },
        separator,
        tellPage('Export…', 'CmdOrCtrl+Shift+E', 'export'),
        separator,
        { role: isMac ? 'close' : 'quit' },
      ],
    },
    {
      label: '&Edit',
      submenu: [
        tellPage('Undo', 'CmdOrCtrl+Z', 'undo'),
        tellPage('Redo', isMac ? 'Cmd+Shift+Z' : 'Ctrl+Y', 'redo'),
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
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
        ...developerItems(),
      ],
    },
    { role: 'windowMenu' },
    { role: 'help', submenu: [{ role: 'about' }] },
  ];
}

function developerItems(): MenuItemConstructorOptions[] {
  return app.isPackaged ? [] : [{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }];
}

function tellPage(label: string, accelerator: string, command: MenuCommand): MenuItemConstructorOptions {
  return {
    label,
    accelerator,
    click: () => BrowserWindow.getFocusedWindow()?.webContents.send(bridgeChannels.menu, command),
  };
}
