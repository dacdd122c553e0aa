// Messages that float over the window for a while.
import { notifications } from '@mantine/notifications';
import { AppError } from '#shared/errors/app-error.ts';

/** Something did not work; stays until closed when it needs reading. */
export function notifyTrouble(title: string, message: string): void {
  notifications.show({ title, message, color: 'red', autoClose: 12_000, withBorder: true });
}

export function notifyDone(message: string): void {
  notifications.show({ message, autoClose: 4000, withBorder: true });
}

/** For `.catch(…)` at the end of a click: whatever was thrown, in words. */
export function notifyError(title: string): (thrown: unknown) => void {
  return (thrown) => notifyTrouble(title, AppError.from(thrown).message);
}
