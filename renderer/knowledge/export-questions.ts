// A list of questions as CSV: as a download, or into the clipboard where nothing may be downloaded.
import { copyText } from '../state/clipboard-text.ts';
import { host } from '../state/host.ts';
import { notifyDone, notifyError } from '../state/notify.ts';
import { flushEdits } from '../state/project-store.ts';

const canDownload = window.dialogram === undefined;

export const exportWords = canDownload ? 'Export as CSV' : 'Copy as CSV';

export async function exportQuestions(sourceId: string, name: string): Promise<void> {
  try {
    await flushEdits();
    const { csv } = await host.invoke('knowledge.exportQuestions', { sourceId });
    if (canDownload) download(csv, name);
    else {
      copyText(csv);
      notifyDone('The questions are in the clipboard as CSV. Paste them into a file or a spreadsheet.');
    }
  } catch (thrown) {
    notifyError('Could not export the questions')(thrown);
  }
}

function download(csv: string, name: string): void {
  const address = URL.createObjectURL(new Blob([csv], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').replace(/\.csv$/iu, '')}.csv`;
  link.click();
  URL.revokeObjectURL(address);
}
