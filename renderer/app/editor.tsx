// The open project: header, sidebar, canvas, docks, status line.
import { useMediaQuery } from '@mantine/hooks';
import { ReactFlowProvider } from '@xyflow/react';
import { type ReactElement, useEffect } from 'react';
import { Actions } from '../actions/actions.tsx';
import { Canvas } from '../canvas/canvas.tsx';
import { Connectors } from '../connectors/connectors.tsx';
import { CompareCanvas } from '../history/compare-canvas.tsx';
import { HistoryPanel } from '../history/history-panel.tsx';
import { useHistory } from '../history/history-store.ts';
import { Integrations } from '../integrations/integrations.tsx';
import { Knowledge } from '../knowledge/knowledge.tsx';
import { Outline } from '../outline/outline.tsx';
import { Palette } from '../palette/palette.tsx';
import { ShortcutsSheet } from '../palette/shortcuts-sheet.tsx';
import { Checklist } from '../presets/checklist.tsx';
import { Sidebar } from '../panels/sidebar.tsx';
import { ProblemsPanel } from '../problems/problems-panel.tsx';
import { Publish } from '../publish/publish.tsx';
import { focusCanvas } from '../state/focus-part.ts';
import { narrow } from '../state/layout.ts';
import { currentPreferences } from '../state/preferences-store.ts';
import { useScreen } from '../state/screen-store.ts';
import { useUi } from '../state/ui-store.ts';
import { Announcer } from './announcer.tsx';
import { AppActions } from './app-actions.tsx';
import { Banner } from './banner.tsx';
import { Header } from './header.tsx';
import { StatusLine } from './status-line.tsx';
import { Hints } from '../hints/hint-card.tsx';
import { SettingsDialog } from '../settings/settings-dialog.tsx';
import { DroppedProject } from '../start/dropped-project.tsx';
import { WorkflowMap } from '../workflows/workflow-map.tsx';
import { Workbench } from './workbench.tsx';

export function Editor(): ReactElement {
  const isSidebarOpen = useUi((ui) => ui.isSidebarOpen);
  useSidebarInNarrow();
  const isComparing = useHistory(({ compared }) => compared !== null);
  const isBelowScreen = useScreen(({ open }) => open !== null);
  useFocusBehindScreen(isBelowScreen);
  return (
    <ReactFlowProvider>
      <div className="editor">
        <Header />
        <Banner />
        <div className="editor__body">
          {isSidebarOpen && <Sidebar />}
          <Outline />
          <Workbench>
            <div className="canvas-column">
              <div className="canvas-place">
                <div className="canvas-place__canvas" inert={isComparing || isBelowScreen}>
                  <Canvas />
                  <Checklist />
                </div>
                <CompareCanvas />
                <Knowledge />
                <Connectors />
                <Integrations />
                <Actions />
                <Publish />
              </div>
              <ProblemsPanel />
            </div>
          </Workbench>
          <HistoryPanel />
        </div>
        <StatusLine />
        <SettingsDialog />
        <DroppedProject />
        <WorkflowMap />
        <Hints />
        <AppActions />
        <Announcer />
        <Palette />
        <ShortcutsSheet />
      </div>
    </ReactFlowProvider>
  );
}

/** Where it would leave no canvas, the sidebar is closed; it comes back with the room for it. */
function useSidebarInNarrow(): void {
  const isNarrow = useMediaQuery(narrow, window.matchMedia(narrow).matches);
  useEffect(() => {
    const isOpen = !isNarrow && currentPreferences().layout.isSidebarOpen;
    useUi.setState({ isSidebarOpen: isOpen });
  }, [isNarrow]);
}

/** Who closes a screen is back on the canvas. */
function useFocusBehindScreen(isOpen: boolean): void {
  useEffect(() => (isOpen ? focusCanvas : undefined), [isOpen]);
}
