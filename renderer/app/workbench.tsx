// Canvas and its docks. The preview stands below the canvas, or beside it: in a wide window next to the settings, else
// they share one dock with tabs. It can have a window of its own. Sizes are remembered.
import { ActionIcon } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconX } from '@tabler/icons-react';
import { type ReactElement, type ReactNode, useEffect, useState } from 'react';
import { Group, type GroupProps, Panel, Separator } from 'react-resizable-panels';
import type { Layout, SizedPanel } from '#shared/ipc/preferences.ts';
import { useHistory } from '../history/history-store.ts';
import { StepPanel } from '../panels/step-panel.tsx';
import { PreviewPanel } from '../preview/preview-panel.tsx';
import { PreviewWindow } from '../preview/preview-window.tsx';
import { keepLayout, rememberSizes } from '../state/layout.ts';
import { escapesToCanvas } from '../state/leave-to-canvas.ts';
import { currentPreferences } from '../state/preferences-store.ts';
import { type DockTab, useUi } from '../state/ui-store.ts';
import { Tabs } from '../ui/tabs.tsx';

const wide = '(min-width: 1600px)';
const roomy = '(min-width: 1200px)';
const tabs: readonly { readonly id: DockTab; readonly label: string }[] = [
  { id: 'settings', label: 'Step' },
  { id: 'preview', label: 'Preview' },
];

export function Workbench({ children }: { readonly children: ReactNode }): ReactElement {
  const isWide = useMediaQuery(wide, window.matchMedia(wide).matches);
  const hasRoom = useMediaQuery(roomy, window.matchMedia(roomy).matches);
  const isComparing = useHistory(({ compared }) => compared !== null);
  const isHistoryOpen = useHistory(({ isOpen }) => isOpen);
  const isBelow = useUi((ui) => ui.previewPlace === 'below');
  const isDetached = useUi((ui) => ui.previewPlace === 'window');
  const isPreviewBelow = useUi((ui) => ui.isPreviewOpen) && isBelow && !isComparing;
  useEffect(keepLayout, []);
  return (
    <SizedGroup className="workbench" role="main" orientation="horizontal">
      <Panel id="canvas" minSize={280}>
        <SizedGroup orientation="vertical">
          <Panel id="canvas-above" minSize={160}>
            {children}
            <PreviewWindow />
          </Panel>
          {isPreviewBelow && (
            <Dock id="below" sizes={{ standard: 300, least: 160, most: 900 }}>
              <PreviewPanel />
            </Dock>
          )}
        </SizedGroup>
      </Panel>
      {/* Where there is little room, two compared states and the history need it. */}
      {isWide ? (
        <TwoDocks isElsewhere={isBelow || isDetached} />
      ) : (
        !isComparing && (hasRoom || !isHistoryOpen) && <OneDock isElsewhere={isBelow || isDetached} />
      )}
    </SizedGroup>
  );
}

/** What the author makes larger or smaller is remembered once it is let go, and the panels have told their sizes. */
const sizes: { now: Layout['sizes'] } = { now: {} };
const settleMs = 100;

function SizedGroup(props: GroupProps): ReactElement {
  return (
    <Group
      {...props}
      onLayoutChanged={(_, { isUserInteraction }) => {
        if (isUserInteraction) setTimeout(() => rememberSizes(sizes.now), settleMs);
      }}
    />
  );
}

interface DocksProps {
  /** The preview is not in these docks. */
  readonly isElsewhere: boolean;
}

function TwoDocks({ isElsewhere }: DocksProps): ReactElement {
  const isSettingsOpen = useUi((ui) => ui.isSettingsOpen);
  const isPreviewOpen = useUi((ui) => ui.isPreviewOpen);
  return (
    <>
      {isSettingsOpen && (
        <Dock id="settings">
          <StepPanel />
        </Dock>
      )}
      {isPreviewOpen && !isElsewhere && (
        <Dock id="preview">
          <PreviewPanel />
        </Dock>
      )}
    </>
  );
}

function OneDock({ isElsewhere }: DocksProps): ReactElement | null {
  const isOpen = useUi((ui) =>
    isElsewhere || ui.dockTab === 'settings' ? ui.isSettingsOpen : ui.isPreviewOpen,
  );
  const current = useUi((ui) => ui.dockTab);
  if (!isOpen) return null;
  if (isElsewhere) {
    return (
      <Dock id="dock">
        <StepPanel />
      </Dock>
    );
  }
  return (
    <Dock id="dock">
      <div className="dock__tabs">
        <Tabs
          label="Dock"
          tabs={tabs}
          current={current}
          onChoose={(dockTab) => useUi.setState({ dockTab, isSettingsOpen: true, isPreviewOpen: true })}
        />
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

interface DockProps {
  readonly id: SizedPanel;
  readonly sizes?: { readonly standard: number; readonly least: number; readonly most: number };
  readonly children: ReactNode;
}

const widths = { standard: 332, least: 280, most: 640 };

function Dock({ id, sizes: { standard, least, most } = widths, children }: DockProps): ReactElement {
  const [size] = useState(() => currentPreferences().layout.sizes[id] ?? standard);
  return (
    <>
      <Separator className="separator" aria-label={`Size of ${id}`} />
      <Panel
        id={id}
        defaultSize={size}
        minSize={least}
        maxSize={most}
        groupResizeBehavior="preserve-pixel-size"
        onResize={({ inPixels }) => {
          sizes.now = { ...sizes.now, [id]: Math.round(inPixels) };
        }}
      >
        <div className="dock" {...escapesToCanvas}>
          {children}
        </div>
      </Panel>
    </>
  );
}
