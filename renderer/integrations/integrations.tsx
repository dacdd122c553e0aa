// The integrations over the canvas.
import { type ReactElement, Suspense } from 'react';
import { useActions } from '../commands/actions/action.ts';
import { latePart } from '../state/late-part.ts';
import { useScreen } from '../state/screen-store.ts';
import { registeredActions } from './integrations-actions.ts';
import './integrations.css';

const Screen = latePart(async () => (await import('./integrations-screen.tsx')).IntegrationsScreen);

export function Integrations(): ReactElement {
  const isOpen = useScreen(({ open }) => open === 'integrations');
  useActions('integrations', registeredActions);
  return <Suspense>{isOpen && <Screen />}</Suspense>;
}
