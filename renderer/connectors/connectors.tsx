// The connectors over the canvas.
import { type ReactElement, Suspense } from 'react';
import { useActions } from '../commands/actions/action.ts';
import { latePart } from '../state/late-part.ts';
import { useScreen } from '../state/screen-store.ts';
import { connectorsActions } from './connectors-actions.ts';
import './connectors.css';
import './connector-view.css';
import './in-code.css';

const Screen = latePart(async () => (await import('./connectors-screen.tsx')).ConnectorsScreen);

export function Connectors(): ReactElement {
  const isOpen = useScreen(({ open }) => open === 'connectors');
  useActions('connectors', connectorsActions);
  return <Suspense>{isOpen && <Screen />}</Suspense>;
}
