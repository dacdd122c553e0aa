// The open project of this window, for React and for commands. Owns the `ProjectSync` behind it.
import { create } from 'zustand';
import { fileParameter } from '#shared/ipc/bridge.ts';
import type { ChannelRequest } from '#shared/ipc/channels.ts';
import type { HistoryPoint } from '#shared/ipc/views.ts';
import { host } from './host.ts';
import { layoutAtOpening } from './layout.ts';
import { notifyTrouble } from './notify.ts';
import type { ProjectIndex } from './project-index.ts';
import type { Command } from './pending-edits.ts';
import { type OpenProject, ProjectSync, type ProjectView } from './project-sync.ts';
import { select, showWorkflow, useUi } from './ui-store.ts';

interface ProjectState {
  readonly project: OpenProject | null;
}

const useProjectState = create<ProjectState>(() => ({ project: null }));
let sync: ProjectSync | undefined;

/** The open project; only for screens that are shown while one is open. */
export function useProject<Value>(read: (project: OpenProject) => Value): Value {
  return useProjectState(({ project }) => {
    if (project === null) throw new Error('No project is open.');
    return read(project);
  });
}

export function useIndex<Value>(read: (index: ProjectIndex) => Value): Value {
  return useProject((project) => read(project.index));
}

export const useIsProjectOpen = (): boolean => useProjectState(({ project }) => project !== null);

/** The project right now, outside of rendering. */
export const currentProject = (): OpenProject | null => sync?.project ?? null;

/** Told after every change of the open project, and when one is opened or closed. Returns what ends the telling. */
export function onProjectChange(
  listener: (project: OpenProject | null, before: OpenProject | null) => void,
): () => void {
  return useProjectState.subscribe((state, before) => listener(state.project, before.project));
}

/** Builds a command on the newest state and runs it. `null` = there is nothing to do. */
export function run(build: (index: ProjectIndex) => Command | null): void {
  if (sync === undefined) return;
  const command = build(sync.project.index);
  if (command !== null) sync.run(command);
}

export const undo = async (): Promise<void> => sync?.undo();
export const redo = async (): Promise<void> => sync?.redo();
export const restore = async (point: HistoryPoint): Promise<void> => sync?.restore(point);
export const retry = async (): Promise<void> => sync?.retry();
/** Before something that stands on the host's state, such as a turn of the preview. */
export const flushEdits = async (): Promise<void> => sync?.flush();
export const hasUnsaved = (): boolean => sync?.hasPending === true;

export async function openProject(path: string): Promise<void> {
  show(await host.invoke('project.open', { path }));
}

export async function createProject(request: ChannelRequest<'project.create'>): Promise<void> {
  show(await host.invoke('project.create', request));
}

/** A project file that has no place of its own yet, as base64. */
export async function receiveProject(name: string, base64: string): Promise<void> {
  show(await host.invoke('project.receive', { name, base64 }));
}

export async function closeProject(): Promise<void> {
  sync?.close();
  sync = undefined;
  useProjectState.setState({ project: null });
  rememberFile(null);
  await host.invoke('project.close', {});
}

function show(view: ProjectView): void {
  sync?.close();
  sync = new ProjectSync(
    {
      open: (path) => host.invoke('project.open', { path }),
      edit: (edit) => host.invoke('project.edit', edit),
      undo: (baseRev) => host.invoke('project.undo', { baseRev }),
      redo: (baseRev) => host.invoke('project.redo', { baseRev }),
      restore: (baseRev, point) => host.invoke('project.restore', { baseRev, point }),
    },
    view,
    {
      onChange: (project) => {
        useProjectState.setState({ project });
        keepWorkflow(project.index);
        keepSelection(project.index);
      },
      onTrouble: notifyTrouble,
    },
  );
  rememberFile(view.path);
  useUi.setState({ ...useUi.getInitialState(), ...layoutAtOpening() });
  showWorkflow(view.document.workspace.mainWorkflowId);
  useProjectState.setState({ project: sync.project });
}

/** The file named in the page's address: opened at start, and again when the page is loaded again. */
export function fileInAddress(): string | null {
  return new URLSearchParams(window.location.search).get(fileParameter);
}

function rememberFile(path: string | null): void {
  const address = new URL(window.location.href);
  if (path === null) address.searchParams.delete(fileParameter);
  else address.searchParams.set(fileParameter, path);
  window.history.replaceState(null, '', address);
}

/** The shown workflow may be gone, by undo or elsewhere: then the main one is shown. */
function keepWorkflow(index: ProjectIndex): void {
  const { workflowId } = useUi.getState();
  if (workflowId === null || index.workflows.has(workflowId)) return;
  showWorkflow(index.workspace.mainWorkflowId);
}

/** What is gone, by undo or elsewhere, is selected no longer. */
function keepSelection({ steps, edges, notes, frames }: ProjectIndex): void {
  const { selectedStepIds, selectedEdgeIds, selectedFurnitureIds } = useUi.getState();
  const kept = [
    [...selectedStepIds].filter((id) => steps.has(id)),
    [...selectedEdgeIds].filter((id) => edges.has(id)),
    [...selectedFurnitureIds].filter((id) => notes.has(id) || frames.has(id)),
  ] as const;
  const sizes = [selectedStepIds.size, selectedEdgeIds.size, selectedFurnitureIds.size];
  if (kept.some(({ length }, place) => length !== sizes[place])) select(...kept);
}

host.onUp((isUp) => void sync?.linkChanged(isUp));
host.on('project.changed', (change) => void sync?.changedElsewhere(change));
