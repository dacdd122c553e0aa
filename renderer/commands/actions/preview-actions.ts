import { skipTime, startPreview, usePreview } from '../../preview/preview-store.ts';
import { focusPart } from '../../state/focus-part.ts';
import { openDock } from '../../state/ui-store.ts';
import type { Action } from './action.ts';

const begin = (): void => {
  openDock('preview');
  void startPreview().then(() => focusPart('[aria-label="Preview"]'));
};

export const previewActions: readonly Action[] = [
  {
    id: 'preview.start',
    title: 'Start a conversation in the preview',
    group: 'Preview',
    keys: ['Mod+Enter'],
    words: 'restart talk try run test',
    where: 'outside-editors',
    isPossible: () => !usePreview.getState().isBusy,
    run: begin,
  },
  {
    id: 'preview.skip-hour',
    title: 'Skip 1 hour of the conversation',
    group: 'Preview',
    words: 'time timer timeout',
    isPossible: () => usePreview.getState().session !== null,
    run: () => void skipTime(3600),
  },
];
