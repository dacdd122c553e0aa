// Publishing as the window knows it: the target that is shown, what is live there, and what goes on.
// Invariants: no key and no secret is ever here; what is shown was asked for after the project was saved, and is asked for anew when the
// project or the target changes; nothing here outlives the project.
import { useEffect } from 'react';
import { create } from 'zustand';
import { AppError } from '#shared/errors/app-error.ts';
import type { GivenSecret, PublishLook, PublishProgress } from '#shared/ipc/publish.ts';
import type { PublishTarget } from '#shared/model/entities/publishing.ts';
import type { ActivateRequest, Version } from '#shared/runtime-api/publishing.ts';
import { host } from '../state/host.ts';
import { notifyDone } from '../state/notify.ts';
import {
  currentProject,
  flushEdits,
  onProjectChange,
  run,
  useIndex,
  useProject,
} from '../state/project-store.ts';
import { openScreen } from '../state/screen-store.ts';
import { putTarget } from './target-commands.ts';

/** What the form is open for: a target that is added, with what it begins as, or one that is changed. */
export type TargetForm = { readonly add: Partial<PublishTarget> } | { readonly change: string };

interface PublishState {
  readonly targetId: string | null;
  readonly form: TargetForm | null;
  /** Targets that this person has a key for; null until the host answered. */
  readonly keys: ReadonlySet<string> | null;
  readonly look: PublishLook | null;
  /** When it was asked, epoch ms. */
  readonly lookedAt: number;
  readonly error: AppError | null;
  readonly isLooking: boolean;
  /** While something is published or made live. */
  readonly isBusy: boolean;
  readonly progress: PublishProgress | null;
  /** What was made live from here last. */
  readonly done: Version | null;
  /** The version that is about to be made live: what it changes is shown first. */
  readonly offered: number | null;
  /** What is written and chosen for the next publication; kept while its author looks elsewhere. */
  readonly said: Said;
}

type Said = Pick<ActivateRequest, 'note' | 'conversations'>;

const closed: PublishState = {
  targetId: null,
  form: null,
  keys: null,
  look: null,
  lookedAt: 0,
  error: null,
  isLooking: false,
  isBusy: false,
  progress: null,
  done: null,
  offered: null,
  said: { note: '', conversations: 'finish' },
};

export const usePublish = create<PublishState>(() => closed);

const set = usePublish.setState;

export const openPublish = (): void => openScreen('publish');

export const offerVersion = (offered: number | null): void => set({ offered });

/** The screen is left: what was done needs not be said again. */
export const leavePublish = (): void => set({ form: null, done: null });

export const say = (said: Partial<Said>): void => set((state) => ({ said: { ...state.said, ...said } }));

export const showForm = (form: TargetForm | null): void => set({ form, offered: null });

export function chooseTarget(targetId: string): void {
  set({
    targetId,
    form: null,
    look: null,
    error: null,
    done: null,
    isLooking: false,
    offered: null,
    said: closed.said,
  });
}

/** The chosen target, else the first; undefined when the project has none. */
export function useTarget(): PublishTarget | undefined {
  const targetId = usePublish((state) => state.targetId);
  return useIndex(
    ({ publishTargets }) => publishTargets.get(targetId ?? '') ?? [...publishTargets.values()][0],
  );
}

let asked = 0;

/** Asks what is live, and what would be published. */
export async function look(targetId: string): Promise<void> {
  asked += 1;
  const mine = asked;
  set({ isLooking: true });
  try {
    await flushEdits();
    const { targets } = await host.invoke('publish.keys', {});
    if (mine !== asked) return;
    set({ keys: new Set(targets) });
    const found = targets.includes(targetId) ? await host.invoke('publish.look', { targetId }) : null;
    if (mine === asked) set({ look: found, lookedAt: Date.now(), error: null, isLooking: false });
  } catch (thrown) {
    const error = AppError.from(thrown);
    if (mine !== asked || error.code === 'CANCELLED') return;
    set(error.code === 'HOST_DOWN' ? { isLooking: false } : { error, look: null, isLooking: false });
  }
}

/** In the component that shows a target. */
export function useFreshLook(target: PublishTarget): void {
  const { id, url, environment } = target;
  const index = useIndex((current) => current);
  const isSaved = useProject(({ sync }) => sync === 'saved');
  useEffect(() => {
    if (isSaved) void look(id);
  }, [id, url, environment, index, isSaved]);
}

/** Tries the runtime, keeps the key, and puts the target into the project. Rejects with what is wrong. */
export async function connectTarget(
  target: PublishTarget,
  { key, sameAs }: { readonly key: string | null; readonly sameAs: string | null },
): Promise<void> {
  const { targets, url } = await host.invoke('publish.connect', {
    targetId: target.id,
    url: target.url,
    environment: target.environment,
    key,
    sameAs,
  });
  run((index) => putTarget(index, { ...target, url }));
  await flushEdits();
  const { offered } = usePublish.getState();
  chooseTarget(target.id);
  set({ keys: new Set(targets), offered });
  await look(target.id);
}

/** Publishes what was looked at. What somebody else did meanwhile is shown, and nothing is published. */
export async function publishNow(target: PublishTarget): Promise<void> {
  const { look: seen, said, isBusy } = usePublish.getState();
  if (seen?.hash == null || isBusy) return;
  const { hash, state } = seen;
  const isDone = await attempt(target, async () => {
    await flushEdits();
    const { version } = await host.invoke('publish.publish', {
      targetId: target.id,
      hash,
      rev: state.rev,
      ...said,
      note: said.note.trim(),
    });
    return version;
  });
  if (isDone) set({ said: closed.said });
}

/** Makes an earlier version live again, or one from staging. */
export async function makeLive(
  target: PublishTarget,
  request: Pick<ActivateRequest, 'note' | 'conversations' | 'kind'> & {
    readonly version: number;
    readonly rev: number;
  },
): Promise<boolean> {
  return attempt(target, async () => {
    const { version } = await host.invoke('publish.activate', { targetId: target.id, ...request });
    return version;
  });
}

async function attempt({ id, name }: PublishTarget, work: () => Promise<Version>): Promise<boolean> {
  set({ isBusy: true, error: null, progress: null, done: null });
  try {
    const version = await work();
    notifyDone(`Version ${version.number} is live: ${name}.`);
    await look(id);
    set({ done: version });
    return true;
  } catch (thrown) {
    const error = AppError.from(thrown);
    // What is live now, or what is missing, is part of the answer.
    if (error.code === 'PUBLISH_CONFLICT' || error.code === 'PUBLISH_INCOMPLETE') await look(id);
    set({ error });
    return false;
  } finally {
    set({ isBusy: false, progress: null });
  }
}

/** Rejects with why it was not taken. */
export async function giveSecret(targetId: string, name: string, secret: GivenSecret): Promise<void> {
  await host.invoke('publish.saveSecret', { targetId, name, secret });
  await look(targetId);
}

export async function forgetKey(targetId: string): Promise<void> {
  const { targets } = await host.invoke('publish.forgetKey', { targetId });
  set({ keys: new Set(targets), look: null });
}

host.on('publish.progress', (progress) => {
  if (usePublish.getState().isBusy) set({ progress });
});

onProjectChange((project, before) => {
  if (project?.path !== before?.path) set(closed);
});

export const mayEdit = (): boolean => currentProject()?.readOnly === null;
