import { Button, Switch } from '@mantine/core';
import type { ReactElement } from 'react';
import { LocalAddresses } from '../connectors/connector-list.tsx';
import { notifyDone } from '../state/notify.ts';
import { changePreferences, usePreference } from '../state/preferences-store.ts';

export function EditorSection(): ReactElement {
  const opensPreview = usePreference('opensPreview');
  const showsHints = usePreference('showsHints');
  const showHints = (): void => {
    changePreferences({ showsHints: true });
    notifyDone('The hints are back beside the canvas.');
  };
  return (
    <div className="stack">
      <Switch
        label="Open the preview with a project"
        description="As you left it; else it opens when you ask for it."
        checked={opensPreview}
        onChange={(event) => changePreferences({ opensPreview: event.currentTarget.checked })}
      />
      <LocalAddresses size="sm" />
      <div>
        <Button variant="default" size="sm" disabled={showsHints} onClick={showHints}>
          Show the first hints again
        </Button>
      </div>
    </div>
  );
}
