// Who says a message: face and name beside it.
import { Badge } from '@mantine/core';
import { IconHeadset } from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';
import type { SessionView } from '#shared/ipc/views.ts';
import { useIndex } from '../state/project-store.ts';
import { AssistantAvatar } from '../ui/assistant-avatar.tsx';

interface SpeakerProps {
  readonly role: SessionView['transcript'][number]['role'];
  readonly assistantId: string | null;
  /** What an assistant was called that is no longer there. */
  readonly assistantName?: string | null;
  /** The one before said the message above as well. */
  readonly isSame: boolean;
  readonly isSimulated?: boolean;
  readonly children: ReactNode;
}

export function Speaker(props: SpeakerProps): ReactElement {
  const { role, assistantId, assistantName = null, isSame, isSimulated = false, children } = props;
  const assistant = useIndex((index) => index.assistants.get(assistantId ?? ''));
  if (role === 'user') return <div className="said said--user">{children}</div>;
  const name = role === 'operator' ? 'Operator' : (assistant?.name ?? assistantName ?? 'Assistant');
  return (
    <div className={`said said--${role}`}>
      {role === 'operator' ? (
        <span className="face face--people" aria-hidden="true">
          <IconHeadset size={14} stroke={1.8} />
        </span>
      ) : (
        <AssistantAvatar id={assistantId ?? name} name={name} avatar={assistant?.avatar ?? null} />
      )}
      <div className="said__body">
        <div className={isSame && !isSimulated ? 'dg-visually-hidden' : 'said__name'}>
          <span className="dg-truncate">{name}</span>
          {isSimulated && (
            <Badge
              size="xs"
              variant="default"
              className="simulated"
              title="Answered by the offline simulator: no model is connected"
            >
              Simulated
            </Badge>
          )}
        </div>
        {children}
      </div>
    </div>
  );
}
