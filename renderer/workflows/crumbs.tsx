import { UnstyledButton } from '@mantine/core';
import { Fragment, type ReactElement } from 'react';
import { useIndex } from '../state/project-store.ts';
import { useUi } from '../state/ui-store.ts';
import { goBackTo, useTrail } from './trail-store.ts';

/** The workflow on the screen, after those through which one came here. */
export function Crumbs(): ReactElement {
  const workflows = useIndex((index) => index.workflows);
  const workflowId = useUi((ui) => ui.workflowId);
  const trail = useTrail();
  const nameOf = (id: string | null): string => workflows.get(id ?? '')?.name ?? '';
  return (
    <nav className="crumbs" aria-label="Workflow">
      {trail.map(({ workflowId: id, stepId }, place) => (
        <Fragment key={`${id} ${stepId} ${place}`}>
          <UnstyledButton className="crumbs__back dg-truncate" onClick={() => goBackTo(place)}>
            {nameOf(id)}
          </UnstyledButton>
          <span className="header__slash" aria-hidden="true">
            ›
          </span>
        </Fragment>
      ))}
      <span className="header__workflow dg-truncate" aria-current="page">
        {nameOf(workflowId)}
      </span>
    </nav>
  );
}
