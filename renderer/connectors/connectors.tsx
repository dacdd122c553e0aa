// The connectors over the canvas.
import { type ReactElement, Suspense } from 'react';
import { useActions } from '../commands/actions/action.ts';
import { latePart } from '../state/late-part.ts';
import { connectorsActions } from './connectors-actions.ts';
import './connectors.css';
import { useConnectorsScreen } from './screen-store.ts';

const Screen = latePart(async () => (await import('./connectors-screen.tsx')).ConnectorsScreen);

export function Connectors(): ReactElement {
  const isOpen = useConnectorsScreen((screen) => screen.isOpen);
  useActions('connectors', connectorsActions);
  return (
    <Suspense fallback={isOpen ? <div className="connectors" aria-busy="true" /> : null}>
      {isOpen && <Screen />}
    </Suspense>
  );
}
