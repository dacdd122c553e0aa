// Below a conversation whose last turn searched and found nothing: the way to answer that question from now on.
import { Button } from '@mantine/core';
import { IconMessageQuestion } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { SessionView } from '#shared/ipc/views.ts';
import { useProject } from '../state/project-store.ts';
import { addAnswer } from './dialog-store.ts';
import { unansweredIn } from './unanswered-in.ts';

export function Unanswered({ session }: { readonly session: SessionView | null }): ReactElement | null {
  const isReadOnly = useProject(({ readOnly }) => readOnly !== null);
  const question = unansweredIn(session);
  if (question === null || isReadOnly) return null;
  return (
    <div className="unanswered" role="status">
      <span>Nothing in the knowledge answers this.</span>
      <Button
        variant="light"
        size="compact-xs"
        leftSection={<IconMessageQuestion size={13} />}
        onClick={() => addAnswer(question)}
      >
        Add an answer
      </Button>
    </div>
  );
}
