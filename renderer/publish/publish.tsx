// Publishing over the canvas.
import { type ReactElement, Suspense } from 'react';
import { useActions } from '../commands/actions/action.ts';
import { latePart } from '../state/late-part.ts';
import { useScreen } from '../state/screen-store.ts';
import { publishActions } from './publish-actions.ts';
import './publish.css';
import './talk.css';
import './before-publishing.css';
import './versions.css';

const Screen = latePart(async () => (await import('./publish-screen.tsx')).PublishScreen);

export function Publish(): ReactElement {
  const isOpen = useScreen(({ open }) => open === 'publish');
  useActions('publish', publishActions);
  return <Suspense>{isOpen && <Screen />}</Suspense>;
}
