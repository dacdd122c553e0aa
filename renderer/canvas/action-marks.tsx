// Who may have an action done, and who is asked before it is, as small marks on the canvas.
import { Tooltip } from '@mantine/core';
import { IconMessageQuestion, IconShieldLock, IconUserShield } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { rulesOf } from '../actions/action-words.ts';
import { useIndex } from '../state/project-store.ts';

export function ActionMarks({ actionId }: { readonly actionId: string }): ReactElement | null {
  const action = useIndex(({ actions }) => actions.get(actionId));
  const operations = useIndex((index) => index.operations);
  if (action === undefined) return null;
  const { isForEveryone, isApproved, isConfirmed, sentences } = rulesOf(action, { operations });
  if (sentences.length === 0) return null;
  const words = sentences.join(' ');
  return (
    <Tooltip multiline maw={280} label={words}>
      <span className="port-row__note port-row__note--rules" role="img" aria-label={words}>
        {!isForEveryone && <IconShieldLock size={12} stroke={2} aria-hidden />}
        {isConfirmed && <IconMessageQuestion size={12} stroke={2} aria-hidden />}
        {isApproved && <IconUserShield size={12} stroke={2} aria-hidden />}
      </span>
    </Tooltip>
  );
}
