// The shortcuts sheet: every action that has keys, by group, and the keys that belong to parts of the screen.
import { Modal } from '@mantine/core';
import type { ReactElement } from 'react';
import { actionGroups, allActions } from '../commands/actions/action.ts';
import { KeyCaps } from './key-caps.tsx';
import { usePalette } from './palette-store.ts';

const onClose = (): void => usePalette.setState({ isSheetOpen: false });

/** Keys that no action stands for: they are of the element that has the focus. */
const elsewhere: readonly { readonly part: string; readonly rows: readonly (readonly [string, string])[] }[] =
  [
    {
      part: 'On a step of the canvas',
      rows: [
        ['Enter', 'Select and edit it'],
        ['Tab', 'Go to the next step'],
        ['ArrowUp', 'Move it (all arrows; with Shift farther)'],
      ],
    },
    {
      part: 'In the settings, the preview and other panels',
      rows: [['Escape', 'Back to the canvas; in code, out of the code first']],
    },
    {
      part: 'In the outline',
      rows: [
        ['ArrowDown', 'Go down, and up with ↑'],
        ['ArrowRight', 'Open a step or follow a path; ← closes or goes back'],
        ['Enter', 'Show a workflow, edit a step, connect a path or follow it'],
      ],
    },
  ];

export function ShortcutsSheet(): ReactElement {
  const isOpen = usePalette((palette) => palette.isSheetOpen);
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      size={760}
      title="Keyboard shortcuts"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <p className="sheet__hint">
        <KeyCaps keys="Mod+K" /> finds every command by its name, with or without keys.
      </p>
      <div className="sheet">
        {actionGroups.map((group) => (
          <Group key={group} name={group} />
        ))}
        {elsewhere.map(({ part, rows }) => (
          <div key={part} role="group" aria-label={part}>
            <h3 className="dg-heading">{part}</h3>
            <dl>
              {rows.map(([keys, words]) => (
                <Row key={keys} words={words} keys={[keys]} />
              ))}
            </dl>
          </div>
        ))}
      </div>
    </Modal>
  );
}

function Group({ name }: { readonly name: (typeof actionGroups)[number] }): ReactElement | null {
  const actions = allActions().filter(({ group, keys }) => group === name && keys !== undefined);
  if (actions.length === 0) return null;
  return (
    <div role="group" aria-label={name}>
      <h3 className="dg-heading">{name}</h3>
      <dl>
        {actions.map(({ id, title, keys }) => (
          <Row key={id} words={title} keys={keys ?? []} />
        ))}
      </dl>
    </div>
  );
}

function Row({ words, keys }: { readonly words: string; readonly keys: readonly string[] }): ReactElement {
  return (
    <div className="sheet__row">
      <dt>{words}</dt>
      <dd>
        {keys.map((stroke) => (
          <KeyCaps key={stroke} keys={stroke} />
        ))}
      </dd>
    </div>
  );
}
