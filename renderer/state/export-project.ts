// The project as a bundle file: by the system's dialog where there is one, else as a download.
import { host } from './host.ts';
import { notifyDone, notifyTrouble } from './notify.ts';
import { flushEdits } from './project-store.ts';

export async function exportProject(name: string): Promise<void> {
  await flushEdits();
  const fileName = `${name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')}.dialogram.json`;
  if (window.dialogram !== undefined) {
    const path = await window.dialogram.pickFile('save-bundle', fileName);
    if (path === null) return;
    const { leftOut } = await host.invoke('project.export', { path });
    notifyDone(`Exported to ${path}`);
    tellLeftOut(leftOut);
    return;
  }
  const { bundle, leftOut } = await host.invoke('project.export', {});
  const address = URL.createObjectURL(new Blob([bundle], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
  tellLeftOut(leftOut);
}

function tellLeftOut(names: readonly string[]): void {
  if (names.length === 0) return;
  notifyTrouble(
    'Some knowledge is too large for the file',
    `What these sources say was left out: ${names.join(', ')}. Import them again there, or pass on the project file itself.`,
  );
}
