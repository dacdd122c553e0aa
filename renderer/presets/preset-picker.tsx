import { ActionIcon, Radio, Tooltip } from '@mantine/core';
import { IconFilePlus, IconInfoCircle } from '@tabler/icons-react';
import { type ReactElement, useEffect, useState } from 'react';
import type { ChannelResponse } from '#shared/ipc/channels.ts';
import { host } from '../state/host.ts';
import { Sketch } from '../start/project-thumbnail.tsx';
import { PresetHelp } from './preset-help.tsx';
import { presets } from './presets.ts';

type Sketches = ChannelResponse<'presets.list'>['presets'];

/** Begin without a preset. */
export const emptyStart = 'empty';

interface PresetPickerProps {
  readonly value: string;
  onChange(value: string): void;
  attempt(work: () => Promise<void>): Promise<void>;
}

/** What a new project begins with: each with its picture, a line about it, and a page of help. */
export function PresetPicker({ value, onChange, attempt }: PresetPickerProps): ReactElement {
  const [sketches, setSketches] = useState<Sketches>([]);
  const [shownId, setShownId] = useState<string | null>(null);
  useEffect(() => {
    void attempt(async () => setSketches((await host.invoke('presets.list', {})).presets));
  }, [attempt]);
  const sketchOf = (id: string) => sketches.find((each) => each.id === id)?.sketch;
  const shown = presets.find(({ id }) => id === shownId);
  return (
    <>
      <Radio.Group label="Begin with" value={value} onChange={onChange}>
        <div className="presets dg-scroll">
          {presets.map(({ id, label, description }) => {
            const sketch = sketchOf(id);
            return (
              <div key={id} className={`presets__row${value === id ? ' presets__row--chosen' : ''}`}>
                <span className="thumbnail" aria-hidden="true" onClick={() => onChange(id)}>
                  {sketch !== undefined && <Sketch sketch={sketch} />}
                </span>
                <Radio size="xs" value={id} label={label} description={description} />
                <Tooltip label={`About ${label}`}>
                  <ActionIcon size={26} aria-label={`About ${label}`} onClick={() => setShownId(id)}>
                    <IconInfoCircle size={16} stroke={1.8} />
                  </ActionIcon>
                </Tooltip>
              </div>
            );
          })}
          <div className={`presets__row${value === emptyStart ? ' presets__row--chosen' : ''}`}>
            <span
              className="thumbnail thumbnail--blank"
              aria-hidden="true"
              onClick={() => onChange(emptyStart)}
            >
              <IconFilePlus size={20} stroke={1.5} />
            </span>
            <Radio
              size="xs"
              value={emptyStart}
              label="Empty"
              description="One workflow with its beginning; the rest is yours."
            />
          </div>
        </div>
      </Radio.Group>
      {shown !== undefined && (
        <PresetHelp
          preset={shown}
          sketch={sketchOf(shown.id)}
          onClose={() => setShownId(null)}
          onChoose={() => {
            onChange(shown.id);
            setShownId(null);
          }}
        />
      )}
    </>
  );
}
