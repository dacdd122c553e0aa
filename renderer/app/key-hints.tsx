// The keys that lead on from where the focus is, in the status line: a way through the app without a mouse, and without
// having read anything before.
import { type ReactElement, useSyncExternalStore } from 'react';
import { actions } from '../canvas/canvas-actions.ts';
import { walkAction } from '../canvas/walk-actions.ts';
import type { Action } from '../commands/actions/action.ts';
import { editAction } from '../commands/actions/edit-actions.ts';
import { isInOverlay, isOnCanvas } from '../commands/actions/focus-scope.ts';
import { useAction } from '../commands/actions/use-action.ts';
import { startConversation } from '../commands/actions/preview-actions.ts';
import { viewAction } from '../commands/actions/view-actions.ts';
import { KeyCaps } from '../palette/key-caps.tsx';

type Place = 'canvas' | 'code' | 'panel' | 'elsewhere' | 'overlay';

export function KeyHints(): ReactElement | null {
  const place = useSyncExternalStore(watchFocus, focusPlace);
  switch (place) {
    case 'canvas':
      return (
        <p className="key-hints">
          <Hint action={actions.addNext} words="add what follows" />
          <Hint action={walkAction.connect} words="connect" />
          <Hint action={walkAction.edit} words="edit" />
          <Hint action={walkAction.right} words="next step" />
          <Hint action={startConversation} words="talk to it" />
        </p>
      );
    case 'code':
      return <EscapeHint words="out of the code" />;
    case 'panel':
      return <EscapeHint words="back to the canvas" />;
    case 'elsewhere':
      return (
        <p className="key-hints">
          <Hint action={editAction.addStep} words="add a step" />
          <Hint action={viewAction.canvas} words="to the canvas" />
        </p>
      );
    case 'overlay':
      return null;
  }
}

function EscapeHint({ words }: { readonly words: string }): ReactElement {
  return (
    <p className="key-hints">
      <span className="key-hint">
        <KeyCaps keys="Escape" /> {words}
      </span>
    </p>
  );
}

interface HintProps {
  readonly action: Action;
  readonly words: string;
}

function Hint({ action, words }: HintProps): ReactElement | null {
  const { isPossible } = useAction(action);
  const [keys] = action.keys ?? [];
  if (!isPossible || keys === undefined) return null;
  return (
    <span className="key-hint">
      <KeyCaps keys={keys} /> {words}
    </span>
  );
}

function focusPlace(): Place {
  const { activeElement } = document;
  if (isInOverlay(activeElement)) return 'overlay';
  if (activeElement?.closest('.canvas-place__canvas') != null && isOnCanvas(activeElement)) return 'canvas';
  if (activeElement?.closest('.code-editor') != null) return 'code';
  return activeElement?.closest('[data-escape="canvas"]') == null ? 'elsewhere' : 'panel';
}

function watchFocus(listener: () => void): () => void {
  // Once the next element has the focus.
  const later = (): void => queueMicrotask(listener);
  document.addEventListener('focusin', listener);
  document.addEventListener('focusout', later);
  return () => {
    document.removeEventListener('focusin', listener);
    document.removeEventListener('focusout', later);
  };
}
