// Who speaks to the customer. Each change is an edit.
import { ActionIcon, Button, Radio, TextInput, Tooltip } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { Assistant } from '#shared/model/entities/flow.ts';
import { limits } from '#shared/model/limits.ts';
import {
  addAssistant,
  changeAssistant,
  deleteAssistant,
  makePrimary,
} from '../commands/assistant-commands.ts';
import { newAssistantId } from '../state/new-id.ts';
import { run, useIndex, useProject } from '../state/project-store.ts';
import { offerUndo } from '../workflows/undo-notice.tsx';
import { AvatarMenu } from './avatar-menu.tsx';

export function AssistantsSection(): ReactElement {
  const assistants = useIndex((index) => index.assistants);
  const primary = useIndex((index) => index.workspace.primaryAssistantId);
  const isReadOnly = useProject((project) => project.readOnly !== null);
  return (
    <fieldset className="stack plain" disabled={isReadOnly}>
      <p className="settings__hint">
        Customers see the name and the avatar beside what is said. A reply can name one of them; the primary
        one speaks where none is named.
      </p>
      <ul className="plain-list" aria-label="Assistants">
        {[...assistants.values()].map((assistant) => (
          <AssistantRow key={assistant.id} assistant={assistant} isPrimary={assistant.id === primary} />
        ))}
      </ul>
      <div>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconPlus size={14} />}
          onClick={() => {
            const id = newAssistantId();
            run(() => addAssistant(id));
          }}
        >
          Add assistant
        </Button>
      </div>
    </fieldset>
  );
}

interface AssistantRowProps {
  readonly assistant: Assistant;
  readonly isPrimary: boolean;
}

function AssistantRow({ assistant, isPrimary }: AssistantRowProps): ReactElement {
  const { id, name } = assistant;
  const remove = (): void =>
    run((index) => {
      const command = deleteAssistant(index, id);
      if (command !== null) offerUndo(`“${name}” is deleted.`, command.label);
      return command;
    });
  return (
    <li className="assistant-row">
      <AvatarMenu assistant={assistant} />
      <TextInput
        className="assistant-row__name"
        aria-label="Assistant name"
        value={name}
        maxLength={limits.name}
        onChange={({ currentTarget: { value } }) =>
          run((index) => changeAssistant(index, id, { name: value }))
        }
      />
      <Radio
        size="xs"
        label="Primary"
        name="primary-assistant"
        checked={isPrimary}
        onChange={() => run((index) => makePrimary(index, id))}
      />
      <Tooltip label={isPrimary ? 'Make another one primary first: somebody has to speak' : `Delete ${name}`}>
        <ActionIcon
          size={26}
          aria-label={`Delete assistant ${name}`}
          aria-disabled={isPrimary}
          {...(isPrimary ? { 'data-disabled': true } : {})}
          onClick={remove}
        >
          <IconTrash size={15} />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}
