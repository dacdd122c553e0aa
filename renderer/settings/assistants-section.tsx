// Who speaks to the customer. Each change is an edit.
import { ActionIcon, Button, Radio, TextInput } from '@mantine/core';
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

export function AssistantsSection(): ReactElement {
  const assistants = useIndex((index) => index.assistants);
  const primary = useIndex((index) => index.workspace.primaryAssistantId);
  const isReadOnly = useProject((project) => project.readOnly !== null);
  return (
    <fieldset className="stack plain" disabled={isReadOnly}>
      <p className="settings__hint">
        Customers see the name and the avatar beside what is said. The primary one speaks where no other is
        chosen.
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
  const { id, name, avatar } = assistant;
  const isPicture = avatar?.startsWith('data:') === true;
  return (
    <li className="assistant-row">
      {isPicture ? (
        <img src={avatar} alt="" className="assistant-row__picture" />
      ) : (
        <TextInput
          className="assistant-row__avatar"
          aria-label={`Avatar of ${name}`}
          value={avatar ?? ''}
          maxLength={8}
          onChange={({ currentTarget: { value } }) =>
            run((index) => changeAssistant(index, id, { avatar: value === '' ? null : value }))
          }
        />
      )}
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
      <ActionIcon
        size={26}
        aria-label={`Delete assistant ${name}`}
        disabled={isPrimary}
        onClick={() => run((index) => deleteAssistant(index, id))}
      >
        <IconTrash size={15} />
      </ActionIcon>
    </li>
  );
}
