import { host } from '../state/host.ts';
import { notifyDone, notifyError } from '../state/notify.ts';
import { flushEdits } from '../state/project-store.ts';
import { takeStatus } from './status-store.ts';

/** Starts the demo services on this computer, and lets the project's demo integrations reach them. */
export function startDemo(): void {
  flushEdits()
    .then(() => host.invoke('demo.start', {}))
    .then((statuses) => {
      takeStatus(statuses);
      notifyDone('The demo services answer on this computer now, for as long as Dialogram runs.');
    })
    .catch(notifyError('Could not start the demo services'));
}
