// The actions over the canvas.
import { type ReactElement, Suspense } from 'react';
import { useActions } from '../commands/actions/action.ts';
import { latePart } from '../state/late-part.ts';
import { useScreen } from '../state/screen-store.ts';
import { registeredActions } from './registered-actions.ts';
import './actions.css';
import './gallery.css';
import './action-view.css';
import './audit.css';
import './action-fields.css';

const Screen = latePart(async () => (await import('./actions-screen.tsx')).ActionsScreen);

export function Actions(): ReactElement {
  const isOpen = useScreen(({ open }) => open === 'actions');
  useActions('actions', registeredActions);
  return <Suspense>{isOpen && <Screen />}</Suspense>;
}
