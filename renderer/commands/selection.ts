// Commands on what is selected.
import { currentProject, run } from '../state/project-store.ts';
import { select, useUi } from '../state/ui-store.ts';
import { duplicateElements } from './clip-commands.ts';
import { deleteFurniture } from './furniture-commands.ts';
import { duplicateSteps } from './step-commands.ts';

export function duplicateSelection(): void {
  const project = currentProject();
  if (project === null) return;
  const { selectedStepIds, selectedFurnitureIds } = useUi.getState();
  if (selectedFurnitureIds.size === 0) {
    const made = duplicateSteps(project.index, [...selectedStepIds]);
    if (made === null) return;
    run(() => made.command);
    if (project.readOnly === null) select(made.copies);
    return;
  }
  const made = duplicateElements(project.index, [...selectedStepIds, ...selectedFurnitureIds]);
  if (made === null) return;
  run(() => made.command);
  if (project.readOnly === null) select(made.stepIds, [], made.furnitureIds);
}

export function deleteSelection(): void {
  const { selectedStepIds, selectedEdgeIds, selectedFurnitureIds } = useUi.getState();
  run((index) =>
    deleteFurniture(index, [...selectedFurnitureIds], [...selectedStepIds], [...selectedEdgeIds]),
  );
}
