// Whether previews of the open project really change what is outside. The host keeps it per project, for this person.
// Invariant: null until the host has said so, and never guessed.
import { create } from 'zustand';
import { AppError } from '#shared/errors/app-error.ts';
import { host } from '../state/host.ts';
import { notifyError } from '../state/notify.ts';
import { currentProject, onProjectChange } from '../state/project-store.ts';

export const useLive = create<{ readonly isLive: boolean | null }>(() => ({ isLive: null }));

export async function setLive(isLive: boolean): Promise<void> {
  try {
    await host.invoke('preview.setLive', { isLive });
    useLive.setState({ isLive });
  } catch (thrown) {
    notifyError('The preview stays as it was')(thrown);
  }
}

async function load(): Promise<void> {
  const path = currentProject()?.path;
  if (path === undefined) return;
  try {
    const { isLive } = await host.invoke('preview.isLive', {});
    if (currentProject()?.path === path) useLive.setState({ isLive });
  } catch (thrown) {
    const { code } = AppError.from(thrown);
    // It is asked again when the host is there.
    if (code !== 'HOST_DOWN' && code !== 'PROJECT_NOT_OPEN')
      notifyError('Could not read the preview’s mode')(thrown);
  }
}

onProjectChange((project, before) => {
  const isOther = project?.path !== before?.path;
  if (isOther) useLive.setState({ isLive: null });
  if (isOther || (before?.sync === 'reconnecting' && project?.sync !== 'reconnecting')) void load();
});

// A page that begins with a project has opened it before this is there.
void load();

// Another window of the same project may have changed it.
window.addEventListener('focus', () => void load());
