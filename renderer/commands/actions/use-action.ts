// What a button or menu item shows of an action, kept up to date.
import { useSyncExternalStore } from 'react';
import { useHistory } from '../../history/history-store.ts';
import { useOutline } from '../../outline/outline-store.ts';
import { usePreview } from '../../preview/preview-store.ts';
import { onProjectChange } from '../../state/project-store.ts';
import { useUi } from '../../state/ui-store.ts';
import { type Action, isPossible, onActionsChange } from './action.ts';

interface ActionState {
  readonly title: string;
  readonly detail: string | null;
  readonly isPossible: boolean;
}

/** Everything that actions look at to say what they are called and whether they are possible. Returns what ends it. */
export function watchActions(listener: () => void): () => void {
  const ends = [
    onActionsChange(listener),
    onProjectChange(listener),
    ...[useUi, useHistory, useOutline, usePreview].map((store) => store.subscribe(listener)),
  ];
  return () => ends.forEach((end) => end());
}

export function useAction(action: Action): ActionState {
  const title = useSyncExternalStore(watchActions, () => action.title);
  const detail = useSyncExternalStore(watchActions, () => action.detail ?? null);
  return { title, detail, isPossible: useSyncExternalStore(watchActions, () => isPossible(action)) };
}
