// Electron's main process: windows, menus, dialogs, and the life of the host. No database, no engine.
// Invariants: one instance per user folder; every page is sandboxed and can only talk to the host through the relay.
import { isAbsolute, resolve } from 'node:path';
import { app, BrowserWindow, session } from 'electron';
import { registerAppScheme, serveApp } from './app-protocol.ts';
import { setApplicationMenu } from './application-menu.ts';
import { serveFileDialogs } from './file-dialogs.ts';
import { hardenContents, hardenSession } from './harden.ts';
import { type HostProcess, startHost } from './host-process.ts';
import { askKeyStore } from './key-store.ts';
import { findPlaces } from './places.ts';
import { openProjectWindow } from './project-window.ts';
import { createWindowRelay } from './window-relay.ts';

// The two contradict each other, and root can only run without: processes that have no page would not start.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
registerAppScheme();

if (app.requestSingleInstanceLock()) run();
else app.quit();

function run(): void {
  const places = findPlaces();
  let hostProcess: HostProcess | undefined;
  const host = (): HostProcess => {
    hostProcess ??= startHost(places.node, places.hostArguments, {
      onMessage(message) {
        if (message.type === 'key-store') hostProcess?.send(askKeyStore(message));
        else relay.onHostMessage(message);
      },
      onDown: () => relay.onHostDown(),
    });
    return hostProcess;
  };
  const relay = createWindowRelay(host);
  const openWindow = (file?: string): void => {
    openProjectWindow(places.preload, file, (contents) => relay.addWindow(contents));
  };

  hardenContents();
  let fileToOpen = projectFile(process.argv, process.cwd());
  app.on('open-file', (event, path) => {
    event.preventDefault();
    if (app.isReady()) openWindow(path);
    else fileToOpen = path;
  });
  app.on('second-instance', (_event, argv, workingDirectory) => {
    const file = projectFile(argv, workingDirectory);
    const [window] = BrowserWindow.getAllWindows();
    if (file !== undefined || window === undefined) return openWindow(file);
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) openWindow();
  });
  // Closing waits for what is unsaved, which takes back a quit: it goes on when the last window is gone.
  let isQuitting = false;
  app.on('before-quit', () => (isQuitting = true));
  app.on('window-all-closed', () => {
    if (isQuitting || process.platform !== 'darwin') app.quit();
  });
  let isHostStopped = false;
  app.on('will-quit', (event) => {
    if (isHostStopped || hostProcess === undefined) return;
    event.preventDefault();
    void hostProcess.stop().finally(() => {
      isHostStopped = true;
      app.quit();
    });
  });

  void app.whenReady().then(() => {
    host();
    hardenSession(session.defaultSession);
    serveApp(session.defaultSession, places.page);
    serveFileDialogs();
    setApplicationMenu(() => openWindow());
    openWindow(fileToOpen);
  });
}

/** The project file named on the command line. Everything else there is Electron's. */
function projectFile(argv: readonly string[], workingDirectory: string): string | undefined {
  const name = argv.slice(1).find((argument) => argument.endsWith('.dialogram') && !argument.startsWith('-'));
  if (name === undefined) return undefined;
  return isAbsolute(name) ? name : resolve(workingDirectory, name);
}
