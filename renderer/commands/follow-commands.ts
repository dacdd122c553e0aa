// What follows a path of a step: a new step, another step, or nothing. Chosen from a list, so no pointer is needed.
import { pickOne, type PickItem } from '../palette/palette-store.ts';
import { followOnCanvas } from '../state/focus-part.ts';
import { newStepId } from '../state/new-id.ts';
import { portKey, type ProjectIndex } from '../state/project-index.ts';
import { currentProject, run } from '../state/project-store.ts';
import { connectedPortsOf, kinds, portRowsOf, hasInput, summaryOf, titleOf } from '../state/step-kinds.ts';
import { revealStep } from '../state/ui-store.ts';
import { connect, type PortRef } from './edge-commands.ts';
import { addFollowing } from './add-following.ts';
import { deleteElements } from './step-commands.ts';

/** Asks what shall follow a path of the step; first which path, when it has several and none is given. */
export function askWhatFollows(stepId: string, port?: string): void {
  const index = currentProject()?.index;
  const step = index?.steps.get(stepId);
  if (index === undefined || step === undefined) return;
  const rows = portRowsOf(step, connectedPortsOf(index, stepId)).filter(({ isGone }) => !isGone);
  const only = rows.length === 1 ? rows[0] : rows.find(({ id }) => id === port);
  if (only !== undefined) {
    askTarget(index, { stepId, port: only.id }, `What follows “${only.label}” of ${titleOf(step)}?`);
    return;
  }
  const items = rows.map((row): PickItem => ({
    id: row.id,
    label: row.label === '' ? 'unnamed' : row.label,
    detail: targetInWords(index, stepId, row.id),
    section: 'Paths',
    run: () => askWhatFollows(stepId, row.id),
  }));
  if (items.length > 0) pickOne(`Which path of ${titleOf(step)}?`, items);
}

/** "leads to Greeting", "leads nowhere yet" */
function targetInWords(index: ProjectIndex, stepId: string, port: string): string {
  const edge = index.edges.get(index.edgeByPort.get(portKey(stepId, port)) ?? '');
  const target = index.steps.get(edge?.to ?? '');
  return target === undefined ? 'leads nowhere yet' : `leads to ${titleOf(target)}`;
}

function askTarget(index: ProjectIndex, from: PortRef, question: string): void {
  const source = index.steps.get(from.stepId);
  if (source === undefined) return;
  const edgeId = index.edgeByPort.get(portKey(from.stepId, from.port));
  const others = [...(index.stepIdsByWorkflow.get(source.workflowId) ?? [])].flatMap((id): PickItem[] => {
    const step = index.steps.get(id);
    if (step === undefined || !hasInput(step)) return [];
    return [
      {
        id,
        label: titleOf(step),
        detail: summaryOf(index, step),
        section: 'Steps of this workflow',
        run: () => run((now) => connect(now, from, id)),
      },
    ];
  });
  const fresh = kinds
    .filter(({ entry }) => entry === undefined)
    .map(({ kind, title, purpose }): PickItem => ({
      id: `new ${kind}`,
      label: `New ${title} step`,
      detail: purpose,
      section: 'A new step',
      run() {
        const id = newStepId();
        run((now) => addFollowing(now, from, kind, id));
        revealStep(source.workflowId, id);
        followOnCanvas();
      },
    }));
  const nothing: readonly PickItem[] =
    edgeId === undefined
      ? []
      : [
          {
            id: 'nothing',
            label: 'Nothing: remove the connection',
            section: 'End here',
            run: () => run((now) => deleteElements(now, [], [edgeId])),
          },
        ];
  pickOne(question, [...fresh, ...others, ...nothing]);
}
