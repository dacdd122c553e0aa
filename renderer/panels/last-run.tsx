import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { Step } from '#shared/model/entities/flow.ts';
import { RunDetails } from '../preview/run-details.tsx';
import { usePreview } from '../preview/preview-store.ts';
import { openDock } from '../state/ui-store.ts';
import { EmptyState } from '../ui/empty-state.tsx';

/** What the preview's conversation did at this step the last time. */
export function LastRun({ step }: { readonly step: Step }): ReactElement {
  const row = usePreview(({ session }) => session?.trace.findLast(({ stepId }) => stepId === step.id));
  if (row === undefined) {
    return (
      <EmptyState
        Icon={IconHistory}
        title="It has not run yet"
        heading="h2"
        words="Talk to the preview; what this step received and gave on appears here."
      >
        <Button variant="default" size="xs" onClick={() => openDock('preview')}>
          Open preview
        </Button>
      </EmptyState>
    );
  }
  return (
    <div className="form">
      <RunDetails row={row} />
    </div>
  );
}
