// The first minute, as four hints: each points at a part of the window and is done when it was tried.
import type { SessionView } from '#shared/ipc/views.ts';
import type { OpenProject } from '../state/project-sync.ts';

export interface Tried {
  readonly session: SessionView | null;
  readonly selectedStepIds: ReadonlySet<string>;
  readonly project: Pick<OpenProject, 'undoLabel'>;
}

export interface Hint {
  readonly title: string;
  readonly text: string;
  /** What it points at, and on which side of that it stands. */
  readonly target: string;
  readonly side: 'left' | 'right' | 'over';
  isDone(tried: Tried): boolean;
}

export const hints: readonly Hint[] = [
  {
    title: 'Talk to it',
    text: 'Start a conversation and answer like a customer. It runs for real, here on your computer.',
    target: '[aria-label="Preview"].preview, section[aria-label="Preview"]',
    side: 'left',
    isDone: ({ session }) => session !== null,
  },
  {
    title: 'This is the conversation',
    text: 'Each box is a step, each line what comes next. The steps just taken are marked. Click the one called Greeting.',
    target: 'section[aria-label="Canvas"]',
    side: 'over',
    isDone: ({ selectedStepIds }) => selectedStepIds.size === 1,
  },
  {
    title: 'Change a word',
    text: 'What the selected step does is written here. Change its text, then talk again: it counts at once. Undo takes back anything.',
    target: 'section[aria-label="Step settings"]',
    side: 'left',
    isDone: ({ project }) => project.undoLabel !== null,
  },
  {
    title: 'Add a step of your own',
    text: 'Drag one onto the canvas, or press / and type its name. Draw a line from a dot to lead to it.',
    target: 'section[aria-label="Add a step"]',
    side: 'right',
    isDone: ({ project }) => project.undoLabel?.startsWith('Add ') === true,
  },
];

/** The first that is neither done nor was passed; null when there is none left. */
export function nextHint(from: number, tried: Tried): number | null {
  const next = hints.findIndex((hint, place) => place >= from && !hint.isDone(tried));
  return next < 0 ? null : next;
}

/** Where a card of this size stands beside its target, inside the window. */
export function placeBeside(
  target: Pick<DOMRect, 'left' | 'right' | 'top' | 'width'>,
  side: Hint['side'],
  card: { readonly width: number; readonly height: number },
  window: { readonly width: number; readonly height: number },
): { readonly left: number; readonly top: number } {
  const gap = 14;
  const left = {
    left: target.left - card.width - gap,
    right: target.right + gap,
    over: target.left + (target.width - card.width) / 2,
  }[side];
  const top = target.top + (side === 'over' ? gap : 56);
  const within = (value: number, most: number): number => Math.max(8, Math.min(value, most - 8));
  return { left: within(left, window.width - card.width), top: within(top, window.height - card.height) };
}
