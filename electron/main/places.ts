// Where the app's own files are, from source and packaged.
import { join } from 'node:path';
import { app } from 'electron';

export interface Places {
  /** The Node 24 binary and what starts the host with it. Never Electron itself: its RunAsNode fuse is off. */
  readonly node: string;
  readonly hostArguments: readonly string[];
  readonly preload: string;
  readonly page: string;
}

export function findPlaces(): Places {
  const root = app.getAppPath();
  const built = {
    preload: join(root, 'out/preload/preload.cjs'),
    page: join(root, 'out/renderer'),
  };
  if (app.isPackaged) {
    const node = process.platform === 'win32' ? 'node.exe' : 'node';
    return {
      ...built,
      node: join(process.resourcesPath, 'node', node),
      hostArguments: [join(process.resourcesPath, 'host/main.mjs')],
    };
  }
  return {
    ...built,
    node: process.env['DIALOGRAM_NODE'] ?? 'node',
    hostArguments: [join(root, 'electron/host/main.ts')],
  };
}
