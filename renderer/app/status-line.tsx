import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useStore } from '@xyflow/react';
import { type ReactElement, useEffect, useState } from 'react';
import { actions } from '../canvas/canvas-actions.ts';
import { viewAction } from '../commands/actions/view-actions.ts';
import { KeyCaps } from '../palette/key-caps.tsx';
import { ProblemsButton } from '../problems/problems-button.tsx';
import { host } from '../state/host.ts';
import { notifyError } from '../state/notify.ts';
import { useProject } from '../state/project-store.ts';
import { KeyHints } from './key-hints.tsx';

export function StatusLine(): ReactElement {
  const path = useProject((project) => project.path);
  return (
    <footer className="status-line">
      <ProblemsButton />
      <span className="status-line__path dg-truncate" title={path}>
        {path}
      </span>
      <span className="status-line__gap" />
      <KeyHints />
      <UnstyledButton className="status-line__button" onClick={viewAction.shortcuts.run}>
        <VisuallyHidden>Keyboard shortcuts</VisuallyHidden>
        <span aria-hidden="true">
          Keys <KeyCaps keys="?" />
        </span>
        <VisuallyHidden>: keyboard shortcuts</VisuallyHidden>
      </UnstyledButton>
      <Shell />
      <Zoom />
    </footer>
  );
}

function Shell(): ReactElement | null {
  const [words, setWords] = useState('');
  useEffect(() => {
    void host
      .invoke('app.info', {})
      .then(({ version, shell }) =>
        setWords(`Dialogram ${version} · ${shell === 'electron' ? 'desktop' : 'browser studio'}`),
      )
      .catch(notifyError('Could not ask for the version'));
  }, []);
  return words === '' ? null : <span>{words}</span>;
}

function Zoom(): ReactElement {
  const zoom = useStore((state) => Math.round(state.transform[2] * 100));
  return (
    <UnstyledButton
      className="status-line__button"
      aria-label={`Zoom ${zoom} %. ${actions.fullSize.title}`}
      onClick={actions.fullSize.run}
    >
      {zoom} %
    </UnstyledButton>
  );
}
