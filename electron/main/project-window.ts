// One project window: made without any power, closed only after the page has sent what was unsaved.
import { app, BrowserWindow, ipcMain, type WebContents } from 'electron';
import { bridgeChannels, fileParameter } from '#shared/ipc/bridge.ts';
import { appOrigin } from './app-protocol.ts';
import { readWindowState, rememberWindowState } from './window-state.ts';

const flushWithinMs = 3000;

/** `onContents` gets the page's contents before anything is loaded. */
export function openProjectWindow(
  preload: string,
  file: string | undefined,
  onContents: (contents: WebContents) => void,
): BrowserWindow {
  const { isMaximized, ...bounds } = readWindowState();
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 640,
    minHeight: 480,
    show: false,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  onContents(window.webContents);
  if (isMaximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  flushBeforeClose(window);
  const address = new URL(`${appOrigin}/`);
  if (file !== undefined) address.searchParams.set(fileParameter, file);
  void window.loadURL(address.href);
  return window;
}

function flushBeforeClose(window: BrowserWindow): void {
  let isFlushing = false;
  window.on('close', (event) => {
    event.preventDefault();
    if (isFlushing) return;
    isFlushing = true;
    rememberWindowState(window);
    const close = (): void => {
      clearTimeout(timer);
      ipcMain.removeListener(bridgeChannels.closed, onClosed);
      if (!window.isDestroyed()) window.destroy();
    };
    const onClosed = (answer: { readonly sender: WebContents }): void => {
      if (answer.sender === window.webContents) close();
    };
    const timer = setTimeout(close, flushWithinMs);
    ipcMain.on(bridgeChannels.closed, onClosed);
    window.webContents.send(bridgeChannels.close);
  });
}
