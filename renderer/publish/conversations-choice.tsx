import { Radio } from '@mantine/core';
import type { ReactElement } from 'react';
import type { ActivateRequest, EnvironmentState } from '#shared/runtime-api/publishing.ts';
import { counted } from '../ui/counted.ts';

type Policy = ActivateRequest['conversations'];

interface ConversationsChoiceProps {
  readonly state: EnvironmentState;
  readonly value: Policy;
  onChange(value: Policy): void;
}

/** What becomes of conversations under way. */
export function ConversationsChoice({ state, value, onChange }: ConversationsChoiceProps): ReactElement {
  const open = state.openConversations.reduce((sum, { count }) => sum + count, 0);
  return (
    <Radio.Group
      label="Conversations under way"
      description={
        open === 0 ? 'There is none at the moment.' : `${counted(open, 'is', 'are')} open at the moment.`
      }
      value={value}
      onChange={(chosen) => onChange(chosen === 'move' ? 'move' : 'finish')}
    >
      <div className="publish__choices">
        <Radio
          value="finish"
          label="Finish on their version"
          description="Only new conversations get the new one."
        />
        <Radio
          value="move"
          label="Move at their next wait"
          description="If the step they wait at is gone, they go on at the main workflow’s message entry."
        />
      </div>
    </Radio.Group>
  );
}
