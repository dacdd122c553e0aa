// What no page of this app may do: go elsewhere, open windows but the empty one it draws the preview in, embed other pages, ask for permissions.
import { app, type Session, shell } from 'electron';
import { previewWindowName } from '#shared/ipc/bridge.ts';
import { isAppUrl } from './app-protocol.ts';

export function hardenSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}

export function hardenContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    const stay = (event: Electron.Event<{ readonly url: string }>): void => {
      if (!isAppUrl(event.url) || event.url !== contents.getURL()) event.preventDefault();
    };
    contents.on('will-navigate', stay);
    contents.on('will-redirect', stay);
    contents.on('will-frame-navigate', stay);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url, frameName }) => {
      if (url === 'about:blank' && frameName === previewWindowName && isAppUrl(contents.getURL())) {
        return { action: 'allow', overrideBrowserWindowOptions: previewWindow };
      }
      if (isWebLink(url)) void shell.openExternal(url);
      return { action: 'deny' };
    });
  });
}

/** It has no power at all, not even the page's. */
const previewWindow = {
  minWidth: 320,
  minHeight: 360,
  webPreferences: { contextIsolation: true, sandbox: true, nodeIntegration: false, spellcheck: false },
} as const;

/** A link that the system's browser may be asked to open: an ordinary https address that hides no other host. */
function isWebLink(address: string): boolean {
  return address.length <= 2048 && /^https:\/\/[^\s/?#@]+(?:[/?#]\S*)?$/.test(address);
}
