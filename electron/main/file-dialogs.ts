// The system's file dialogs, opened for a page and owned by its window. The page gets a path and no access to the file.
import { app, BrowserWindow, dialog, type FileFilter, ipcMain } from 'electron';
import { z } from 'zod';
import { bridgeChannels, type PickKind } from '#shared/ipc/bridge.ts';
import { isTrustedSender, senderUntrusted } from './window-relay.ts';

const filters: Readonly<Record<PickKind, FileFilter>> = {
  'open-project': { name: 'Dialogram project', extensions: ['dialogram'] },
  'save-bundle': { name: 'Dialogram bundle', extensions: ['json'] },
};

const kindSchema = z.enum(['open-project', 'save-bundle']);
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
    const picked = kindSchema.parse(kind);
    const shown = { filters: [filters[picked]] };
    if (picked === 'open-project') {
      const { filePaths } = await dialog.showOpenDialog(window, { ...shown, properties: ['openFile'] });
      return filePaths[0] ?? null;
    }
    const name = nameSchema.parse(suggestedName) ?? '';
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      ...shown,
      defaultPath: `${app.getPath('documents')}/${name}`,
    });
    return canceled || filePath === '' ? null : filePath;
  });
}
