// What the history panel shows: the project's changes and versions, and the two states being compared.
// Invariants: asked from the host anew after every saved change while the panel is open; nothing here outlives the project.
import { create } from 'zustand';
import { AppError } from '#shared/errors/app-error.ts';
import type { HistoryEntry, HistoryPoint, Version } from '#shared/ipc/views.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import { host } from '../state/host.ts';
import { notifyDone, notifyTrouble } from '../state/notify.ts';
import type { ProjectIndex } from '../state/project-index.ts';
import { flushEdits, onProjectChange, restore } from '../state/project-store.ts';
import { closeScreen } from '../state/screen-store.ts';
import { select } from '../state/ui-store.ts';
import { type Comparison, compareProjects } from '#shared/compare/compare-projects.ts';

export interface ComparedStates {
  readonly from: HistoryPoint;
  readonly to: HistoryPoint;
  readonly before: ProjectDocument;
  readonly after: ProjectDocument;
  readonly comparison: Comparison;
  /** The workflow whose steps are drawn. */
  readonly workflowId: string;
  /** Counts up to bring this step into view. */
  readonly reveal: { readonly stepId: string; readonly count: number } | null;
  /** When it is no matter of the history: what is compared, in words, and the way back. */
  readonly origin?: { readonly words: string; readonly backLabel: string; readonly back: () => void };
}

interface HistoryState {
  readonly isOpen: boolean;
  /** Newest first; null until they were asked for. */
  readonly entries: readonly HistoryEntry[] | null;
  readonly versions: readonly Version[];
  readonly hasMore: boolean;
  readonly compared: ComparedStates | null;
}

const pageSize = 50;
const closed: HistoryState = { isOpen: false, entries: null, versions: [], hasMore: false, compared: null };

export const useHistory = create<HistoryState>(() => closed);

export function toggleHistory(): void {
  if (useHistory.getState().isOpen) useHistory.setState(closed);
  else {
    useHistory.setState({ isOpen: true });
    void attempt('Could not read the history', load);
  }
}

export const stopComparing = (): void => useHistory.setState({ compared: null });

export const showMore = (): Promise<void> => attempt('Could not read the history', loadMore);

/** The state before the change that led to `rev`: what the change before it led to. */
export async function compareWithBefore(rev: number): Promise<void> {
  await attempt('Could not compare', async () => {
    const { entries, hasMore } = useHistory.getState();
    if (hasMore && entries?.at(-1)?.rev === rev) await loadMore();
    const known = useHistory.getState().entries ?? [];
    const before = known[known.findIndex((entry) => entry.rev === rev) + 1]?.rev ?? 0;
    await show({ rev: before }, { rev });
  });
}

export const compare = (from: HistoryPoint, to: HistoryPoint): Promise<void> =>
  attempt('Could not compare', () => show(from, to));

export async function restorePoint(point: HistoryPoint): Promise<void> {
  stopComparing();
  await restore(point);
}

export const saveVersion = (name: string, point: HistoryPoint): Promise<void> =>
  attempt('Could not save the version', async () => {
    await flushEdits();
    const version = await host.invoke('project.saveVersion', { name, point });
    notifyDone(`The version “${version.name}” is kept.`);
    await load();
  });

export const deleteVersion = ({ id, name }: Version): Promise<void> =>
  attempt('Could not delete the version', async () => {
    await host.invoke('project.deleteVersion', { id });
    notifyDone(`The version “${name}” is deleted. The project itself did not change.`);
    await load();
  });

export function revealCompared(workflowId: string, stepId: string): void {
  const { compared } = useHistory.getState();
  if (compared === null) return;
  const count = (compared.reveal?.count ?? 0) + 1;
  useHistory.setState({ compared: { ...compared, workflowId, reveal: { stepId, count } } });
}

export function showComparedWorkflow(workflowId: string): void {
  const { compared } = useHistory.getState();
  if (compared !== null) useHistory.setState({ compared: { ...compared, workflowId, reveal: null } });
}

async function show(from: HistoryPoint, to: HistoryPoint): Promise<void> {
  await flushEdits();
  const [{ document: before }, { document: after }] = await Promise.all([
    host.invoke('project.documentAt', { point: from }),
    host.invoke('project.documentAt', { point: to }),
  ]);
  const comparison = compareProjects(before, after);
  const known = useHistory.getState().compared?.workflowId;
  const shown = comparison.workflows.find(({ id }) => id === known) ?? comparison.workflows[0];
  // What is selected lies under the comparison; a key must not change it there.
  select([]);
  closeScreen();
  useHistory.setState({
    isOpen: true,
    compared: {
      from,
      to,
      before,
      after,
      comparison,
      workflowId: shown?.id ?? after.workspace.mainWorkflowId,
      reveal: null,
    },
  });
}

/** Two states from elsewhere, drawn over the canvas. */
export function showStates(
  states: Pick<ComparedStates, 'before' | 'after' | 'comparison'>,
  origin: Required<ComparedStates>['origin'],
  at: Pick<ComparedStates, 'workflowId' | 'reveal'>,
): void {
  select([]);
  closeScreen();
  useHistory.setState({ ...closed, compared: { from: 'now', to: 'now', ...states, ...at, origin } });
}

async function load(): Promise<void> {
  const limit = Math.min(200, Math.max(pageSize, useHistory.getState().entries?.length ?? 0));
  const { entries, versions } = await host.invoke('project.history', { limit });
  if (useHistory.getState().isOpen) {
    useHistory.setState({ entries, versions, hasMore: entries.length === limit });
  }
}

async function loadMore(): Promise<void> {
  const known = useHistory.getState().entries ?? [];
  const before = known.at(-1)?.rev;
  if (before === undefined) return;
  const { entries } = await host.invoke('project.history', { limit: pageSize, before });
  useHistory.setState({ entries: [...known, ...entries], hasMore: entries.length === pageSize });
}

async function attempt(title: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    const { code, message } = AppError.from(thrown);
    if (code !== 'HOST_DOWN') notifyTrouble(title, message);
  }
}

let loadedFor: ProjectIndex | undefined;

onProjectChange((project, before) => {
  if (project === null || project.path !== before?.path) {
    useHistory.setState(closed);
    loadedFor = undefined;
    return;
  }
  const { isOpen, compared } = useHistory.getState();
  if (!isOpen || project.sync !== 'saved' || project.index === loadedFor) return;
  loadedFor = project.index;
  void attempt('Could not read the history', load);
  if (compared?.to === 'now') void compare(compared.from, 'now');
});
