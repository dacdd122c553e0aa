import {
  actAsOperator,
  isOperating,
  skipTime,
  startPreview,
  usePreview,
} from '../../preview/preview-store.ts';
import { changeWriter, writingAsKeys } from '../../preview/writing-as.ts';
import { setLive, useLive } from '../../preview/live-store.ts';
import { focusPreview } from '../../preview/focus-preview.ts';
import { openDock, openSettings, useUi } from '../../state/ui-store.ts';
import type { Action } from './action.ts';

const isBelow = (): boolean => useUi.getState().previewPlace === 'below';

const isDetached = (): boolean => useUi.getState().previewPlace === 'window';

const begin = (): void => {
  openDock('preview');
  void startPreview().then(focusPreview);
};

const operate = (does: 'join' | 'leave' | 'close'): void => {
  openDock('preview');
  void actAsOperator(does).then(focusPreview);
};

/** Beside or below the canvas; remembered. */
export const placePreview: Action = {
  id: 'preview.place',
  get title() {
    return isBelow() ? 'Move the preview beside the canvas' : 'Move the preview below the canvas';
  },
  group: 'View',
  words: 'dock bottom right layout',
  run() {
    useUi.setState({ previewPlace: isBelow() ? 'beside' : 'below' });
    openDock('preview');
  },
};

/** In a window of its own, and back; remembered. */
export const detachPreview: Action = {
  id: 'preview.detach',
  get title() {
    return isDetached()
      ? 'Bring the preview back beside the canvas'
      : 'Show the preview in a window of its own';
  },
  group: 'View',
  words: 'detach pop out separate screen dock layout',
  run: () => {
    useUi.setState({ previewPlace: isDetached() ? 'beside' : 'window' });
    openDock('preview');
  },
};

export const startConversation: Action = {
  id: 'preview.start',
  title: 'Start a conversation in the preview',
  group: 'Preview',
  keys: ['Mod+Enter'],
  words: 'restart talk try run test',
  where: 'outside-editors',
  isPossible: () => !usePreview.getState().isBusy,
  run: begin,
};

export const operatorAction = {
  takeOver: {
    id: 'preview.take-over',
    title: 'Take the conversation over as an operator',
    group: 'Preview',
    words: 'human answer escalate',
    isPossible: () => {
      const { session, isBusy, isLost } = usePreview.getState();
      return session?.operator === 'none' && session.status !== 'closed' && !isBusy && !isLost;
    },
    run: () => operate('join'),
  },
  handBack: {
    id: 'preview.hand-back',
    title: 'Hand the conversation back to the bot',
    group: 'Preview',
    words: 'operator human',
    isPossible: () => isOperating(usePreview.getState()) && !usePreview.getState().isBusy,
    run: () => operate('leave'),
  },
  close: {
    id: 'preview.close',
    title: 'Close the conversation',
    group: 'Preview',
    words: 'operator end finish',
    isPossible: () => isOperating(usePreview.getState()) && !usePreview.getState().isBusy,
    run: () => operate('close'),
  },
} as const satisfies Record<string, Action>;

export const previewActions: readonly Action[] = [
  placePreview,
  detachPreview,
  startConversation,
  {
    id: 'preview.skip-hour',
    title: 'Skip 1 hour of the conversation',
    group: 'Preview',
    words: 'time timer timeout',
    isPossible: () => usePreview.getState().session !== null,
    run: () => void skipTime(3600),
  },
  {
    id: 'preview.live',
    get title() {
      return useLive.getState().isLive === true
        ? 'Preview as a dry run'
        : 'Preview live: everything is really sent';
    },
    group: 'Preview',
    words: 'dry run write send safe real requests',
    isPossible: () => useLive.getState().isLive !== null,
    run() {
      openDock('preview');
      void setLive(useLive.getState().isLive !== true);
    },
  },
  ...Object.values(operatorAction),
  {
    id: 'preview.change-writer',
    title: 'Write as the operator or the customer',
    group: 'Preview',
    keys: [writingAsKeys],
    where: 'everywhere',
    isPossible: () => isOperating(usePreview.getState()),
    run: changeWriter,
  },
  {
    id: 'preview.test-users',
    title: 'Test users',
    group: 'Preview',
    words: 'customers manage simulated',
    run: () => openSettings('test-users'),
  },
];
