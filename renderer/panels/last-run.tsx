import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Step } from '#shared/model/entities/flow.ts';
import { RunDetails } from '../preview/run-details.tsx';
import { usePreview } from '../preview/preview-store.ts';
import { openDock } from '../state/ui-store.ts';

/** What the preview's conversation did at this step the last time. */
export function LastRun({ step }: { readonly step: Step }): ReactElement {
  const row = usePreview(({ session }) => session?.trace.findLast(({ stepId }) => stepId === step.id));
  if (row === undefined) {
    return (
      <div className="panel__empty">
        <h2>It has not run yet</h2>
        <p>Talk to the preview; what this step received and gave on appears here.</p>
        <Button variant="default" size="xs" onClick={() => openDock('preview')}>
          Open preview
        </Button>
      </div>
    );
  }
  return (
    <div className="form">
      <RunDetails row={row} />
    </div>
  );
}
