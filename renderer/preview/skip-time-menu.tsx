import { ActionIcon, Button, Menu, NumberInput, Tooltip } from '@mantine/core';
import { IconPlayerSkipForward } from '@tabler/icons-react';
import { type FormEvent, type ReactElement, useState } from 'react';
import { durationInWords } from '#shared/model/words.ts';
import { skipTime, usePreview } from './preview-store.ts';

const presets = [60, 3600, 86_400];

/** Lets the conversation's clock run ahead, so that timeouts need no waiting. */
export function SkipTimeMenu(): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const untilNext = usePreview(({ session }) =>
    session === null || session.nextTimerAt === null
      ? null
      : Math.max(1, Math.ceil((session.nextTimerAt - session.clock) / 1000)),
  );
  const isDisabled = usePreview(
    ({ session, isBusy, isLost }) => isBusy || isLost || session?.status === 'closed',
  );
  return (
    <Menu position="bottom-end" width={230} opened={isOpen} onChange={setOpen}>
      <Menu.Target>
        <Tooltip label="Skip time">
          <ActionIcon size={28} aria-label="Skip time" disabled={isDisabled}>
            <IconPlayerSkipForward size={16} stroke={1.8} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {untilNext === null ? 'No timer is running' : `Next timer in ${durationInWords(untilNext)}`}
        </Menu.Label>
        {untilNext !== null && (
          <Menu.Item onClick={() => void skipTime(untilNext)}>Skip to the next timer</Menu.Item>
        )}
        {presets.map((seconds) => (
          <Menu.Item key={seconds} onClick={() => void skipTime(seconds)}>
            {`Skip ${durationInWords(seconds)}`}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <CustomSkip onDone={() => setOpen(false)} />
      </Menu.Dropdown>
    </Menu>
  );
}

function CustomSkip({ onDone }: { onDone(): void }): ReactElement {
  const [seconds, setSeconds] = useState<number | string>('');
  const skip = (event: FormEvent): void => {
    event.preventDefault();
    if (typeof seconds !== 'number') return;
    void skipTime(seconds);
    onDone();
  };
  return (
    <form className="skip-custom" onSubmit={skip}>
      <NumberInput
        aria-label="Seconds to skip"
        placeholder="Seconds"
        min={0}
        size="xs"
        value={seconds}
        onChange={setSeconds}
        onKeyDown={(event) => event.stopPropagation()}
      />
      <Button type="submit" size="xs" variant="default" disabled={typeof seconds !== 'number'}>
        Skip
      </Button>
    </form>
  );
}
