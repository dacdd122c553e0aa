import {
  Button,
  FileButton,
  Popover,
  TextInput,
  Tooltip,
  UnstyledButton,
  VisuallyHidden,
} from '@mantine/core';
import { IconLetterCase, IconPhoto } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import type { Assistant } from '#shared/model/entities/flow.ts';
import { changeAssistant } from '../commands/assistant-commands.ts';
import { run } from '../state/project-store.ts';
import { AssistantAvatar } from '../ui/assistant-avatar.tsx';
import { isPicture, pictureTypes, readPicture } from '../ui/picture.ts';

/** Longest emoji: families and flags are several signs. */
const emojiLength = 16;

/** Escape closes the choices and not the dialog around them. */
const ownEscape = { 'data-mantine-stop-propagation': true } as const;

/** An assistant's avatar: a picture, an emoji, or the initials in a colour of its own. */
export function AvatarMenu({ assistant }: { readonly assistant: Assistant }): ReactElement {
  const { id, name, avatar } = assistant;
  const [problem, setProblem] = useState<string | null>(null);
  const change = (next: string | null): void => {
    setProblem(null);
    run((index) => changeAssistant(index, id, { avatar: next }));
  };
  const takePicture = async (file: File | null): Promise<void> => {
    if (file === null) return;
    const picture = await readPicture(file);
    if (picture.isOk) change(picture.url);
    else setProblem(picture.problem);
  };
  return (
    <Popover position="bottom-start" width={250} shadow="md" trapFocus onClose={() => setProblem(null)}>
      <Popover.Target>
        <Tooltip label="Change the avatar">
          <UnstyledButton className="avatar-button">
            <VisuallyHidden>Avatar of {name}</VisuallyHidden>
            <AssistantAvatar id={id} name={name} avatar={avatar} size={34} />
          </UnstyledButton>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown className="avatar-choices" aria-label={`Choose the avatar of ${name}`} {...ownEscape}>
        <FileButton
          accept={pictureTypes.join(',')}
          inputProps={{ 'aria-label': `Picture of ${name}` }}
          onChange={(file) => void takePicture(file)}
        >
          {(props) => (
            <Button
              {...props}
              {...ownEscape}
              fullWidth
              variant="default"
              size="sm"
              leftSection={<IconPhoto size={15} />}
            >
              Choose a picture…
            </Button>
          )}
        </FileButton>
        {problem !== null && (
          <p className="avatar-choices__problem" role="alert">
            {problem}
          </p>
        )}
        <TextInput
          {...ownEscape}
          label="Emoji"
          value={avatar === null || isPicture(avatar) ? '' : avatar}
          maxLength={emojiLength}
          onChange={({ currentTarget: { value } }) => change(value === '' ? null : value)}
        />
        <Button
          {...ownEscape}
          fullWidth
          variant="default"
          size="sm"
          leftSection={<IconLetterCase size={15} />}
          disabled={avatar === null}
          onClick={() => change(null)}
        >
          Use the initials
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
