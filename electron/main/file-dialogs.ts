// The system's file dialogs, opened for a page and owned by its window. The page gets a path and no access to the file.
import { app, BrowserWindow, dialog, type FileFilter, ipcMain } from 'electron';
import { z } from 'zod';
import { bridgeChannels, type PickKind } from '#shared/ipc/bridge.ts';
import { isTrustedSender, senderUntrusted } from './window-relay.ts';

interface FileDialog {
  readonly isSave: boolean;
  readonly filter: FileFilter;
}

const project: FileFilter = { name: 'Dialogram project', extensions: ['dialogram'] };
const bundle: FileFilter = { name: 'Dialogram bundle', extensions: ['json'] };

const dialogs: Readonly<Record<PickKind, FileDialog>> = {
  'open-project': { isSave: false, filter: project },
  'save-project': { isSave: true, filter: project },
  'open-bundle': { isSave: false, filter: bundle },
  'save-bundle': { isSave: true, filter: bundle },
};

const kindSchema = z.enum(['open-project', 'save-project', 'open-bundle', 'save-bundle']);
/** A bare file name: where it goes is for the author to say. */
const nameSchema = z
  .string()
  .max(200)
  .transform((name) => name.replaceAll(/[\\/:*?"<>|]/g, ' ').trim())
  .optional();

export function serveFileDialogs(): void {
  ipcMain.handle(bridgeChannels.pickFile, async (event, kind: unknown, suggestedName: unknown) => {
    const window = BrowserWindow.fromWebContents(event.sender);
    if (window === null || !isTrustedSender(event)) throw senderUntrusted();
    const { isSave, filter } = dialogs[kindSchema.parse(kind)];
    if (!isSave) {
      const { filePaths } = await dialog.showOpenDialog(window, {
        properties: ['openFile'],
        filters: [filter],
      });
      return filePaths[0] ?? null;
    }
    const name = nameSchema.parse(suggestedName) ?? '';
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      defaultPath: `${app.getPath('documents')}/${name}`,
      filters: [filter],
    });
    return canceled || filePath === '' ? null : filePath;
  });
}
