// What can be done with the row of the outline that the keys are on: by its tools, from the palette, and by its own keys.
import type { Action } from '../commands/actions/action.ts';
import { currentProject } from '../state/project-store.ts';
import type { OutlineRow } from './outline-rows.ts';
import { useOutline } from './outline-store.ts';
import { addAt, beginRenaming, connectRow, remove } from './row-commands.ts';

const reachedRow = (): OutlineRow | null => {
  const { isShown, reached } = useOutline.getState();
  return isShown && currentProject()?.readOnly === null ? reached : null;
};

const isPath = (): boolean => useOutline.getState().reached?.kind === 'path';

const rowAction = (
  id: string,
  keys: readonly string[],
  suits: (row: OutlineRow) => boolean,
  act: (row: OutlineRow) => void,
) => ({
  id: `outline.${id}`,
  group: 'Steps' as const,
  keys,
  hasOwnKeys: true,
  words: 'outline tree row',
  isPossible() {
    const row = reachedRow();
    return row !== null && suits(row);
  },
  run() {
    const row = reachedRow();
    if (row !== null) act(row);
  },
});

export const rowActions = {
  add: { ...rowAction('add', ['A'], () => true, addAt), title: 'Outline: add a step here' },
  connect: {
    ...rowAction('connect', ['C'], ({ kind }) => kind !== 'workflow', connectRow),
    title: 'Outline: connect a path',
  },
  rename: {
    ...rowAction('rename', ['F2'], ({ kind }) => kind !== 'path', beginRenaming),
    title: 'Outline: rename',
  },
  remove: {
    ...rowAction('remove', ['Delete'], (row) => row.kind !== 'path' || row.edge !== undefined, remove),
    get title() {
      return isPath() ? 'Outline: disconnect' : 'Outline: delete';
    },
  },
} satisfies Record<string, Action>;
