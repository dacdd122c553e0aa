// What can be done on the canvas, by menu, key or command palette: one list with one name and one key each.
// Invariant: each acts on what is selected, or on the shown workflow, at the moment it runs.
import type { Action } from '../commands/actions/action.ts';
import { type Axis, alignSteps, distributeSteps, type Side } from '../commands/arrange-commands.ts';
import { freePort, setDisabled } from '../commands/insert-commands.ts';
import { deleteSelection, duplicateSelection } from '../commands/selection.ts';
import { currentProject, run } from '../state/project-store.ts';
import { select, useUi } from '../state/ui-store.ts';
import { boxesOf, bringIntoSight, canvasView, isCalm, pastePlace, shownStepIds } from './canvas-view.ts';
import { openCanvasMenuHere } from './canvas-menu-store.ts';
import { copySelection, cutSelection, pasteFromMenu } from './clipboard.ts';
import { openQuickAdd } from './quick-add-place.ts';
import { tidy } from './tidy/tidy.ts';

const canEdit = (): boolean => currentProject()?.readOnly === null;
const selected = (): readonly string[] => [...useUi.getState().selectedStepIds];
const selectedFurniture = (): readonly string[] => [...useUi.getState().selectedFurnitureIds];
const selectedCount = (): number => selected().length + selectedFurniture().length;
const hasSteps = (count: number) => (): boolean => canEdit() && selected().length >= count;
const isAnyDisabled = (is: boolean) => (): boolean =>
  canEdit() &&
  selected().some((id) => {
    const step = currentProject()?.index.steps.get(id);
    return step !== undefined && (step.isDisabled === true) === is;
  });

/** A frame alone says what becomes of what it holds. */
function deleteTitle(): string {
  const { selectedStepIds, selectedEdgeIds, selectedFurnitureIds } = useUi.getState();
  const [furnitureId, ...others] = selectedFurnitureIds;
  if (furnitureId === undefined) {
    return selectedStepIds.size === 0 && selectedEdgeIds.size === 1 ? 'Delete connection' : 'Delete';
  }
  if (selectedStepIds.size > 0 || others.length > 0) return 'Delete';
  const isNote = currentProject()?.index.notes.has(furnitureId) === true;
  return isNote ? 'Delete note' : 'Delete frame, keep what is in it';
}

/** The port from which the next step of the one selected step would follow. */
function nextPort(): { readonly stepId: string; readonly port: string } | null {
  const [stepId, ...others] = selected();
  const index = currentProject()?.index;
  if (index === undefined || stepId === undefined || others.length > 0) return null;
  const port = freePort(index, stepId);
  return port === undefined ? null : { stepId, port };
}

function selectedEdgeId(): string | null {
  const { selectedEdgeIds, selectedStepIds } = useUi.getState();
  const [edgeId, ...others] = selectedEdgeIds;
  return selectedStepIds.size === 0 && others.length === 0 ? (edgeId ?? null) : null;
}

const align = (side: Side, title: string, keys: string): Action => ({
  id: `canvas.align-${side}`,
  title,
  group: 'Steps',
  keys: [keys],
  where: 'canvas',
  words: 'line up arrange',
  isPossible: hasSteps(2),
  run: () => run((index) => alignSteps(index, boxesOf(selected()), side)),
});

const distribute = (axis: Axis, title: string, keys: string): Action => ({
  id: `canvas.distribute-${axis}`,
  title,
  group: 'Steps',
  keys: [keys],
  where: 'canvas',
  words: 'equal gaps spacing arrange',
  isPossible: hasSteps(3),
  run: () => run((index) => distributeSteps(index, boxesOf(selected()), axis)),
});

export const alignActions: readonly Action[] = [
  align('left', 'Align left', 'Alt+A'),
  align('centre', 'Align centres', 'Alt+H'),
  align('right', 'Align right', 'Alt+D'),
  align('top', 'Align top', 'Alt+W'),
  align('middle', 'Align middles', 'Alt+V'),
  align('bottom', 'Align bottom', 'Alt+S'),
];

export const distributeActions: readonly Action[] = [
  distribute('horizontal', 'Distribute horizontally', 'Alt+Shift+H'),
  distribute('vertical', 'Distribute vertically', 'Alt+Shift+V'),
];

const animation = (): { readonly duration: number } => ({ duration: isCalm() ? 0 : 180 });

export const actions = {
  addNext: {
    id: 'canvas.add-next',
    title: 'Add the next step…',
    group: 'Steps',
    keys: ['A', '/'],
    where: 'canvas',
    words: 'connect follow',
    isPossible: () => canEdit() && nextPort() !== null,
    run() {
      const from = nextPort();
      if (from !== null) openQuickAdd({ from });
    },
  },
  insert: {
    id: 'canvas.insert',
    title: 'Insert a step here…',
    group: 'Steps',
    keys: ['Shift+I'],
    where: 'canvas',
    words: 'connection between',
    isPossible: () => canEdit() && selectedEdgeId() !== null,
    run() {
      const edgeId = selectedEdgeId();
      if (edgeId !== null) openQuickAdd({ edgeId });
    },
  },
  duplicate: {
    id: 'canvas.duplicate',
    title: 'Duplicate',
    group: 'Steps',
    keys: ['Mod+D'],
    where: 'canvas',
    words: 'copy',
    isPossible: () => canEdit() && selectedCount() > 0,
    run() {
      duplicateSelection();
      const index = currentProject()?.index;
      for (const id of selectedFurniture()) {
        const copy = index?.frames.get(id);
        if (copy !== undefined) bringIntoSight({ ...copy.position, ...copy.size });
      }
    },
  },
  copy: {
    id: 'canvas.copy',
    title: 'Copy',
    group: 'Edit',
    keys: ['Mod+C'],
    hasOwnKeys: true,
    words: 'clipboard steps',
    isPossible: () => selectedCount() > 0,
    run: copySelection,
  },
  cut: {
    id: 'canvas.cut',
    title: 'Cut',
    group: 'Edit',
    keys: ['Mod+X'],
    hasOwnKeys: true,
    words: 'clipboard steps',
    isPossible: () => canEdit() && selectedCount() > 0,
    run: cutSelection,
  },
  paste: {
    id: 'canvas.paste',
    title: 'Paste',
    group: 'Edit',
    keys: ['Mod+V'],
    hasOwnKeys: true,
    words: 'clipboard steps',
    isPossible: canEdit,
    run: () => void pasteFromMenu(pastePlace()),
  },
  menu: {
    id: 'canvas.menu',
    title: 'Open the menu of what is selected',
    group: 'Steps',
    keys: ['Shift+F10', 'ContextMenu'],
    where: 'canvas',
    run: openCanvasMenuHere,
  },
  selectAll: {
    id: 'canvas.select-all',
    title: 'Select all steps',
    group: 'Steps',
    keys: ['Mod+A'],
    where: 'canvas',
    isPossible: () => shownStepIds().length > 0,
    run: () => select(shownStepIds()),
  },
  disable: {
    id: 'canvas.disable',
    title: 'Disable',
    group: 'Steps',
    keys: ['Shift+D'],
    where: 'canvas',
    words: 'switch off skip pass over',
    isPossible: isAnyDisabled(false),
    run: () => run((index) => setDisabled(index, selected(), true)),
  },
  enable: {
    id: 'canvas.enable',
    title: 'Enable',
    group: 'Steps',
    keys: ['Shift+D'],
    where: 'canvas',
    words: 'switch on',
    isPossible: () => isAnyDisabled(true)() && !isAnyDisabled(false)(),
    run: () => run((index) => setDisabled(index, selected(), false)),
  },
  remove: {
    id: 'canvas.delete',
    get title() {
      return deleteTitle();
    },
    group: 'Steps',
    keys: ['Delete', 'Backspace'],
    where: 'canvas',
    words: 'remove',
    isPossible: () => canEdit() && selectedCount() + useUi.getState().selectedEdgeIds.size > 0,
    run: deleteSelection,
  },
  tidy: {
    id: 'canvas.tidy',
    title: 'Tidy up',
    group: 'Steps',
    keys: ['Shift+T'],
    words: 'layout arrange automatic clean',
    isPossible: () => canEdit() && shownStepIds().length > 0,
    run: tidy,
  },
  showAll: {
    id: 'canvas.show-all',
    title: 'Show everything',
    group: 'View',
    keys: ['Shift+1'],
    words: 'zoom to fit',
    run: () => void canvasView()?.fitView({ padding: 0.1, maxZoom: 1, ...animation() }),
  },
  showSelection: {
    id: 'canvas.show-selection',
    title: 'Show the selection',
    group: 'View',
    keys: ['Shift+2'],
    words: 'zoom to selected steps',
    isPossible: () => selectedCount() > 0,
    run: () =>
      void canvasView()?.fitView({
        nodes: [...selected(), ...selectedFurniture()].map((id) => ({ id })),
        padding: 0.25,
        maxZoom: 1.2,
        ...animation(),
      }),
  },
  zoomIn: {
    id: 'canvas.zoom-in',
    title: 'Zoom in',
    group: 'View',
    keys: ['+', '='],
    words: 'larger bigger closer',
    run: () => void canvasView()?.zoomIn(animation()),
  },
  zoomOut: {
    id: 'canvas.zoom-out',
    title: 'Zoom out',
    group: 'View',
    keys: ['-'],
    words: 'smaller farther',
    run: () => void canvasView()?.zoomOut(animation()),
  },
  hand: {
    id: 'canvas.hand',
    title: 'Move the canvas by dragging',
    group: 'View',
    keys: ['H'],
    where: 'canvas',
    words: 'hand pan tool',
    run: () => useUi.setState({ isBoxSelecting: false }),
  },
  boxSelect: {
    id: 'canvas.box-select',
    title: 'Select steps by dragging',
    group: 'View',
    keys: ['V'],
    where: 'canvas',
    words: 'pointer lasso box tool',
    run: () => useUi.setState({ isBoxSelecting: true }),
  },
  fullSize: {
    id: 'canvas.full-size',
    title: 'Zoom to 100 %',
    group: 'View',
    keys: ['Shift+0'],
    run: () => void canvasView()?.zoomTo(1, animation()),
  },
} as const satisfies Record<string, Action>;

/** All of them, for the palette, the sheet and the keys. */
export const canvasActions: readonly Action[] = [
  ...Object.values(actions),
  ...alignActions,
  ...distributeActions,
];
