// What is known and can be changed about the selected step.
import { Button } from '@mantine/core';
import { IconClick, IconCopyCheck, IconCopyPlus, IconTrash } from '@tabler/icons-react';
import { type ReactElement, useCallback, useState } from 'react';
import type { Step } from '#shared/model/entities/flow.ts';
import { actions } from '../canvas/canvas-actions.ts';
import { useFieldMark } from '../state/go-to.ts';
import { useIndex, useProject } from '../state/project-store.ts';
import { useUi } from '../state/ui-store.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { LastRun } from './last-run.tsx';
import { StepHead } from './step-head.tsx';
import { StepHelp } from './step-help.tsx';
import { StepSettings } from './step-settings.tsx';

export function StepPanel(): ReactElement {
  const selected = useUi((ui) => ui.selectedStepIds);
  const only = selected.size === 1 ? [...selected][0] : undefined;
  const step = useIndex((index) => index.steps.get(only ?? ''));
  return (
    <section className="panel" aria-label="Step settings">
      {step === undefined ? <NotOne count={selected.size} /> : <OneStep key={step.id} step={step} />}
    </section>
  );
}

const tabs = [
  { id: 'settings', label: 'Settings', View: StepSettings },
  { id: 'last-run', label: 'Last run', View: LastRun },
  { id: 'help', label: 'Help', View: StepHelp },
] as const;

function OneStep({ step }: { readonly step: Step }): ReactElement {
  const [tab, setTab] = useState<(typeof tabs)[number]['id']>('settings');
  useFieldMark(
    step.id,
    useCallback(() => setTab('settings'), []),
  );
  const current = tabs.find(({ id }) => id === tab) ?? tabs[0];
  return (
    <>
      <StepHead step={step} />
      <div role="tablist" aria-label="Step" className="panel__tabs">
        {tabs.map(({ id, label }) => (
          <button
            key={id}
            type="button"
            role="tab"
            aria-selected={id === tab}
            aria-controls="step-panel-view"
            className="panel__tab"
            onClick={() => setTab(id)}
          >
            {label}
          </button>
        ))}
      </div>
      <div
        id="step-panel-view"
        role="tabpanel"
        tabIndex={-1}
        aria-label={current.label}
        className="panel__view dg-scroll"
        data-fields-of={step.id}
      >
        <current.View step={step} />
      </div>
    </>
  );
}

function NotOne({ count }: { readonly count: number }): ReactElement {
  const isReadOnly = useProject((project) => project.readOnly !== null);
  if (count < 2) {
    return (
      <EmptyState
        Icon={IconClick}
        title="No step is selected"
        heading="h2"
        words="Click a step on the canvas to see and change what it does."
      />
    );
  }
  return (
    <EmptyState
      Icon={IconCopyCheck}
      title={`${count} steps are selected`}
      heading="h2"
      words="Drag one of them to move them all."
    >
      {!isReadOnly && (
        <>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconCopyPlus size={14} />}
            onClick={actions.duplicate.run}
          >
            {actions.duplicate.title}
          </Button>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconTrash size={14} />}
            onClick={actions.remove.run}
          >
            {actions.remove.title}
          </Button>
        </>
      )}
    </EmptyState>
  );
}
