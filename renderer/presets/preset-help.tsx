import { Button, Group, Modal } from '@mantine/core';
import type { ReactElement } from 'react';
import type { ChannelResponse } from '#shared/ipc/channels.ts';
import { Sketch } from '../start/project-thumbnail.tsx';
import { Markdown } from '../ui/markdown.tsx';
import type { Preset } from './presets.ts';

type PresetSketch = ChannelResponse<'presets.list'>['presets'][number]['sketch'];

interface PresetHelpProps {
  readonly preset: Preset;
  readonly sketch: PresetSketch | undefined;
  onClose(): void;
  onChoose(): void;
}

/** A page about a preset: what it looks like, what it does, what to try. */
export function PresetHelp({ preset, sketch, onClose, onChoose }: PresetHelpProps): ReactElement {
  return (
    <Modal
      opened
      onClose={onClose}
      centered
      size="lg"
      title={preset.label}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className="stack">
        {sketch !== undefined && (
          <span className="thumbnail preset-help__picture" aria-hidden="true">
            <Sketch sketch={sketch} />
          </span>
        )}
        <Markdown text={preset.help} />
        <Group justify="flex-end" gap={8}>
          <Button size="sm" variant="default" onClick={onClose}>
            Close
          </Button>
          <Button size="sm" data-autofocus onClick={onChoose}>
            Begin with it
          </Button>
        </Group>
      </div>
    </Modal>
  );
}
