// Gives the page `window.dialogram`, and nothing else of Electron.
// Invariants: runs sandboxed, so it may require 'electron' alone; no IPC event object ever reaches the page.
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { bridgeChannels, type MenuCommand, type WindowBridge } from '#shared/ipc/bridge.ts';

function listen<Payload>(channel: string, listener: (payload: Payload) => void): () => void {
  const onMessage = (_event: unknown, payload: Payload): void => listener(payload);
  ipcRenderer.on(channel, onMessage);
  return () => {
    ipcRenderer.removeListener(channel, onMessage);
  };
}

/** Electron had the path on the file itself before it had `webUtils`. */
function pathOf(file: File): string {
  const tools: Partial<typeof webUtils> | undefined = webUtils;
  if (tools?.getPathForFile !== undefined) return tools.getPathForFile(file);
  return 'path' in file && typeof file.path === 'string' ? file.path : '';
}

let flush = (): Promise<void> => Promise.resolve();

const bridge: WindowBridge = {
  shell: 'electron',
  send: (frame) => ipcRenderer.send(bridgeChannels.frame, frame),
  onFrame: (listener) => listen<unknown>(bridgeChannels.frame, listener),
  pickFile: (kind, suggestedName) => ipcRenderer.invoke(bridgeChannels.pickFile, kind, suggestedName),
  pathOf,
  onMenu: (listener) => listen<MenuCommand>(bridgeChannels.menu, listener),
  tellMenu: (possible) => ipcRenderer.send(bridgeChannels.menuState, possible),
  onClose: (listener) => {
    flush = listener;
    return () => {
      flush = () => Promise.resolve();
    };
  },
};

listen(bridgeChannels.close, () => {
  const done = (): void => ipcRenderer.send(bridgeChannels.closed);
  flush().then(done, done);
});

contextBridge.exposeInMainWorld('dialogram', bridge);
