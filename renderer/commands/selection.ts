// Commands on what is selected.
import { currentProject, run } from '../state/project-store.ts';
import { select, useUi } from '../state/ui-store.ts';
import { deleteFurniture } from './furniture-commands.ts';
import { duplicateSteps } from './step-commands.ts';

export function duplicateSelection(): void {
  const project = currentProject();
  if (project === null) return;
  const made = duplicateSteps(project.index, [...useUi.getState().selectedStepIds]);
  if (made === null) return;
  run(() => made.command);
  if (project.readOnly === null) select(made.copies);
}

export function deleteSelection(): void {
  const { selectedStepIds, selectedEdgeIds, selectedFurnitureIds } = useUi.getState();
  run((index) =>
    deleteFurniture(index, [...selectedFurnitureIds], [...selectedStepIds], [...selectedEdgeIds]),
  );
}
