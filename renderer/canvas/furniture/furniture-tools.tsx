import { IconFrame, IconNote } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { ActionButton } from '../../commands/actions/action-button.tsx';
import { useActions } from '../../commands/actions/action.ts';
import { furnitureAction, furnitureActions } from './furniture-actions.ts';

/** Buttons of the canvas' toolbar. */
export function FurnitureTools(): ReactElement {
  useActions('furniture', furnitureActions);
  return (
    <>
      <ActionButton tip="top" action={furnitureAction.addNote} Icon={IconNote} />
      <ActionButton tip="top" action={furnitureAction.addFrame} Icon={IconFrame} />
    </>
  );
}
