// Tidies the workflow, or what is selected: laid out in a worker, one undo step, moved softly.
// Invariant: the worker is started when it is first needed; a layout of what changed meanwhile is thrown away.
import Elk from 'elkjs/lib/elk-api.js';
import workerUrl from 'elkjs/lib/elk-worker.min.js?url';
import { arrangeSteps } from '../../commands/arrange-commands.ts';
import { lateWorker } from '../../state/late-part.ts';
import { notifyDone, notifyError } from '../../state/notify.ts';
import { currentProject, run } from '../../state/project-store.ts';
import { useUi } from '../../state/ui-store.ts';
import { boxesOf, isCalm, shownStepIds } from '../canvas-view.ts';
import { layoutGraph, placesOf } from './layout-graph.ts';

const movingClass = 'canvas--moving';
const movingMs = 320;

const engine: { elk: Promise<InstanceType<typeof Elk>> | null } = { elk: null };

/** Two steps or more are selected: only these. */
export function tidy(): void {
  void layOut().catch(notifyError('Could not tidy up'));
}

async function layOut(): Promise<void> {
  const project = currentProject();
  if (project === null || project.readOnly !== null) return;
  const { selectedStepIds, workflowId } = useUi.getState();
  const boxes = boxesOf(selectedStepIds.size > 1 ? selectedStepIds : shownStepIds());
  if (boxes.length === 0) return;
  const elk = await startedElk();
  const layout = await elk.layout(layoutGraph(project.index, boxes));
  const now = currentProject();
  if (now === null || useUi.getState().workflowId !== workflowId) return;
  const isSame = boxes.every(({ id, x, y }) => {
    const position = now.index.steps.get(id)?.position;
    return position?.x === x && position.y === y;
  });
  if (!isSame) {
    notifyDone('The steps were moved while they were being tidied up, so they were left as they are.');
    return;
  }
  softly();
  run((index) => arrangeSteps(index, placesOf(layout, boxes), 'Tidy up'));
}

async function startedElk(): Promise<InstanceType<typeof Elk>> {
  engine.elk ??= lateWorker(workerUrl).then((worker) => new Elk({ workerFactory: () => worker }));
  try {
    return await engine.elk;
  } catch (error) {
    engine.elk = null;
    throw error;
  }
}

/** Steps glide to their places; whoever prefers less motion sees them there at once. */
function softly(): void {
  const canvas = document.querySelector('.canvas');
  if (canvas === null || isCalm()) return;
  canvas.classList.add(movingClass);
  setTimeout(() => canvas.classList.remove(movingClass), movingMs);
}
