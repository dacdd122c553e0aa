import { notifyError } from '../state/notify.ts';
import { redo, undo } from '../state/project-store.ts';

/** Undo or redo on behalf of a key or a button. */
export async function revert(isRedo: boolean): Promise<void> {
  await (isRedo ? redo() : undo()).catch(notifyError(isRedo ? 'Could not redo' : 'Could not undo'));
}
