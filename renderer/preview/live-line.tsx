// Dry run or live: always in sight, and changed at any moment of a conversation.
import { Switch } from '@mantine/core';
import { IconBolt, IconShieldHalf } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { setLive, useLive } from './live-store.ts';

export function LiveLine(): ReactElement | null {
  const isLive = useLive((live) => live.isLive);
  if (isLive === null) return null;
  const Icon = isLive ? IconBolt : IconShieldHalf;
  return (
    <div className="live-line" role="group" aria-label="What the preview sends" data-live={isLive}>
      <Icon size={14} stroke={1.8} aria-hidden="true" />
      <p role="status">
        {isLive ? (
          <>
            <b>Live:</b> payments and orders are real.
          </>
        ) : (
          <>
            <b>Dry run:</b> nothing outside changes.
          </>
        )}
      </p>
      <Switch
        size="xs"
        labelPosition="left"
        label="Live"
        checked={isLive}
        onChange={({ currentTarget: { checked } }) => void setLive(checked)}
      />
    </div>
  );
}
