// Canvas beside its docks. In a wide window settings and preview stand side by side; else they share one dock with tabs.
import { ActionIcon } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconX } from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { useHistory } from '../history/history-store.ts';
import { StepPanel } from '../panels/step-panel.tsx';
import { PreviewPanel } from '../preview/preview-panel.tsx';
import { type DockTab, useUi } from '../state/ui-store.ts';

const wide = '(min-width: 1600px)';
const tabs: readonly { readonly tab: DockTab; readonly label: string }[] = [
  { tab: 'settings', label: 'Step' },
  { tab: 'preview', label: 'Preview' },
];

export function Workbench({ children }: { readonly children: ReactNode }): ReactElement {
  const isWide = useMediaQuery(wide, window.matchMedia(wide).matches);
  const isComparing = useHistory(({ compared }) => compared !== null);
  return (
    <Group className="workbench" role="main" orientation="horizontal">
      <Panel id="canvas" minSize={280}>
        {children}
      </Panel>
      {/* Where there is little room, two compared states need all of it. */}
      {isWide ? <TwoDocks /> : !isComparing && <OneDock />}
    </Group>
  );
}

function TwoDocks(): ReactElement {
  const isSettingsOpen = useUi((ui) => ui.isSettingsOpen);
  const isPreviewOpen = useUi((ui) => ui.isPreviewOpen);
  return (
    <>
      {isSettingsOpen && (
        <Dock id="settings">
          <StepPanel />
        </Dock>
      )}
      {isPreviewOpen && (
        <Dock id="preview">
          <PreviewPanel />
        </Dock>
      )}
    </>
  );
}

function OneDock(): ReactElement | null {
  const isOpen = useUi((ui) => (ui.dockTab === 'settings' ? ui.isSettingsOpen : ui.isPreviewOpen));
  const current = useUi((ui) => ui.dockTab);
  if (!isOpen) return null;
  return (
    <Dock id="dock">
      <div className="dock__tabs">
        <div role="tablist" aria-label="Dock" className="dock__tablist">
          {tabs.map(({ tab, label }) => (
            <button
              key={tab}
              type="button"
              role="tab"
              aria-selected={tab === current}
              className="dock__tab"
              onClick={() => useUi.setState({ dockTab: tab, isSettingsOpen: true, isPreviewOpen: true })}
            >
              {label}
            </button>
          ))}
        </div>
        <ActionIcon
          size={26}
          aria-label="Close dock"
          onClick={() => useUi.setState({ isSettingsOpen: false, isPreviewOpen: false })}
        >
          <IconX size={15} />
        </ActionIcon>
      </div>
      {current === 'settings' ? <StepPanel /> : <PreviewPanel />}
    </Dock>
  );
}

function Dock({ id, children }: { readonly id: string; readonly children: ReactNode }): ReactElement {
  return (
    <>
      <Separator className="separator" aria-label={`Width of ${id}`} />
      <Panel id={id} defaultSize={332} minSize={280} maxSize={640} groupResizeBehavior="preserve-pixel-size">
        <div className="dock">{children}</div>
      </Panel>
    </>
  );
}
