// What this window looks at: workflow, selection, which docks are open. Never saved in the project.
import { create } from 'zustand';

export type DockTab = 'settings' | 'preview';

/** A page of the settings dialog. */
export type SettingsSection =
  'project' | 'hours' | 'assistants' | 'test-users' | 'models' | 'appearance' | 'editor';

/** Where the quick-add menu opens on the screen, where the new step stands (null: it finds a place), and what it follows. */
export interface QuickAdd {
  readonly screen: { readonly x: number; readonly y: number };
  readonly position: { readonly x: number; readonly y: number } | null;
  readonly from: { readonly stepId: string; readonly port: string } | null;
  /** The connection that the new step is put into. */
  readonly edgeId?: string;
}

export interface UiState {
  readonly workflowId: string | null;
  readonly selectedStepIds: ReadonlySet<string>;
  readonly selectedEdgeIds: ReadonlySet<string>;
  /** Notes and frames. */
  readonly selectedFurnitureIds: ReadonlySet<string>;
  readonly isSettingsOpen: boolean;
  readonly isPreviewOpen: boolean;
  /** Which of the two is in front while they share one dock. */
  readonly dockTab: DockTab;
  /** Beside the canvas, below it, or in a window of its own. */
  readonly previewPlace: 'beside' | 'below' | 'window';
  readonly isSidebarOpen: boolean;
  readonly isProjectSettingsOpen: boolean;
  /** The page of the settings dialog that is shown, or was shown last. */
  readonly settingsSection: SettingsSection;
  /** Dragging over the empty canvas selects instead of panning. */
  readonly isBoxSelecting: boolean;
  readonly quickAdd: QuickAdd | null;
  /** Counts up to ask the canvas to bring the selection into view. */
  readonly revealRequest: number;
}

const nothing: ReadonlySet<string> = new Set();

export const useUi = create<UiState>(() => ({
  workflowId: null,
  selectedStepIds: nothing,
  selectedEdgeIds: nothing,
  selectedFurnitureIds: nothing,
  isSettingsOpen: true,
  isPreviewOpen: true,
  dockTab: 'preview',
  previewPlace: 'beside',
  isSidebarOpen: true,
  isProjectSettingsOpen: false,
  settingsSection: 'project',
  isBoxSelecting: false,
  quickAdd: null,
  revealRequest: 0,
}));

/** Selects exactly these; equal selections keep their identity. */
export function select(
  stepIds: readonly string[],
  edgeIds: readonly string[] = [],
  furnitureIds: readonly string[] = [],
): void {
  const { selectedStepIds, selectedEdgeIds, selectedFurnitureIds } = useUi.getState();
  useUi.setState({
    selectedStepIds: sameOr(selectedStepIds, stepIds),
    selectedEdgeIds: sameOr(selectedEdgeIds, edgeIds),
    selectedFurnitureIds: sameOr(selectedFurnitureIds, furnitureIds),
  });
}

/** Shows a step wherever it is: its workflow, selected, in view. */
export function revealStep(workflowId: string, stepId: string): void {
  showWorkflow(workflowId);
  select([stepId]);
  useUi.setState((state) => ({ revealRequest: state.revealRequest + 1 }));
}

export function showWorkflow(workflowId: string): void {
  if (useUi.getState().workflowId === workflowId) return;
  useUi.setState({
    workflowId,
    selectedStepIds: nothing,
    selectedEdgeIds: nothing,
    selectedFurnitureIds: nothing,
    quickAdd: null,
  });
}

export function openDock(tab: DockTab): void {
  useUi.setState(
    tab === 'settings' ? { dockTab: tab, isSettingsOpen: true } : { dockTab: tab, isPreviewOpen: true },
  );
}

export function openSettings(section: SettingsSection = 'project'): void {
  useUi.setState({ isProjectSettingsOpen: true, settingsSection: section });
}

function sameOr(current: ReadonlySet<string>, ids: readonly string[]): ReadonlySet<string> {
  return current.size === ids.length && ids.every((id) => current.has(id)) ? current : new Set(ids);
}
