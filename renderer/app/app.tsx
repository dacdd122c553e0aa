// Which screen is shown: connecting, the start screen, or the open project.
import { Loader, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { type ReactElement, Suspense, useEffect, useState } from 'react';
import { useActionKeys } from '../commands/actions/use-action-keys.ts';
import { host } from '../state/host.ts';
import { latePart } from '../state/late-part.ts';
import { notifyError } from '../state/notify.ts';
import { loadPreferences } from '../state/preferences-store.ts';
import { fileInAddress, openProject, useIsProjectOpen } from '../state/project-store.ts';
import { CrashScreen } from './crash-screen.tsx';
import { StartScreen } from '../start/start-screen.tsx';
import { KeepColorScheme } from './keep-color-scheme.tsx';
import { cssVariables, theme } from './theme.ts';
import { useApplicationMenu } from './use-application-menu.ts';

const loadEditor = async () => (await import('./editor.tsx')).Editor;
const Editor = latePart(loadEditor);

export function App(): ReactElement {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <Notifications position="bottom-right" limit={4} />
      <KeepColorScheme />
      <CrashScreen>
        <Screen />
      </CrashScreen>
    </MantineProvider>
  );
}

function Screen(): ReactElement {
  const isReady = useIsReady();
  const isOpen = useIsProjectOpen();
  useApplicationMenu();
  useActionKeys();
  useEffect(() => {
    // The start screen does not wait for it, and whoever opens a project then does not either.
    if (isReady || fileInAddress() !== null) loadEditor().catch(notifyError('Could not fetch the editor'));
  }, [isReady]);
  if (isOpen) {
    return (
      <Suspense fallback={<Connecting />}>
        <Editor />
      </Suspense>
    );
  }
  return isReady ? <StartScreen /> : <Connecting />;
}

/** True once the host answers and the file named in the address, if any, was tried. */
function useIsReady(): boolean {
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    let hasBegun = false;
    return host.onUp((isUp) => {
      if (!isUp || hasBegun) return;
      hasBegun = true;
      const file = fileInAddress();
      const opening = loadPreferences().then(() => (file === null ? undefined : openProject(file)));
      void opening.catch(notifyError('Could not open the project')).finally(() => setReady(true));
    });
  }, []);
  return isReady;
}

function Connecting(): ReactElement {
  return (
    <div className="connecting" role="status">
      <Loader size="sm" />
      <span>Connecting to Dialogram…</span>
    </div>
  );
}
