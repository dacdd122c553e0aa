// Business hours, day by day. Each change is an edit.
import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { type Workspace, weekdays } from '#shared/model/entities/workspace.ts';
import { changeWorkspace } from '../commands/workflow-commands.ts';
import { run, useIndex, useProject } from '../state/project-store.ts';

type Hours = Workspace['businessHours'];
type Range = Hours[number];

const [open, closed] = ['09:00', '17:00'];
const workdays = weekdays.slice(0, 5);

function change(build: (hours: Hours) => Hours, field?: string): void {
  run((index) => {
    const { workspace } = index;
    return changeWorkspace(
      { ...workspace, businessHours: build(workspace.businessHours) },
      'Change business hours',
      field,
    );
  });
}

const replace = (old: Range, range: Range): void =>
  change((hours) => hours.map((each) => (each === old ? range : each)), `hours:${old.day}`);

const remove = (range: Range): void => change((hours) => hours.filter((each) => each !== range));

export function HoursSection(): ReactElement {
  const hours = useIndex((index) => index.workspace.businessHours);
  const timeZone = useIndex((index) => index.workspace.timeZone);
  const isReadOnly = useProject((project) => project.readOnly !== null);
  return (
    <fieldset className="stack plain" disabled={isReadOnly}>
      <p className="settings__hint">
        For the condition “within business hours”, in the time zone {timeZone}.{' '}
        {hours.length === 0 ? 'Without any hours it is always open.' : 'Days without hours are closed.'}
      </p>
      {hours.length === 0 && (
        <Button
          variant="light"
          size="sm"
          onClick={() => change(() => workdays.map((day) => ({ day, from: open, to: closed })))}
        >
          Monday to Friday, {open} to {closed}
        </Button>
      )}
      <div>
        {weekdays.map((day) => (
          <Day
            key={day}
            day={day}
            ranges={hours.filter((range) => range.day === day)}
            isAlwaysOpen={hours.length === 0}
          />
        ))}
      </div>
    </fieldset>
  );
}

interface DayProps {
  readonly day: Range['day'];
  readonly ranges: readonly Range[];
  readonly isAlwaysOpen: boolean;
}

function Day({ day, ranges, isAlwaysOpen }: DayProps): ReactElement {
  const name = `${day.charAt(0).toUpperCase()}${day.slice(1)}`;
  const add = (): void => {
    const last = ranges.at(-1)?.to;
    const from = last !== undefined && last < '22:00' ? last : open;
    const to = from < closed ? closed : '23:00';
    change((hours) => [...hours, { day, from, to }]);
  };
  return (
    <div className="hours-day" role="group" aria-label={name}>
      <strong>{name}</strong>
      <div className="hours-day__ranges">
        {ranges.length === 0 && <span className="settings__hint">{isAlwaysOpen ? 'Open' : 'Closed'}</span>}
        {ranges.map((range, position) => (
          <span key={position} className="hours-range">
            <TimeField
              label={`${name} from`}
              value={range.from}
              onChange={(from) => replace(range, { ...range, from })}
            />
            –
            <TimeField
              label={`${name} to`}
              value={range.to}
              onChange={(to) => replace(range, { ...range, to })}
            />
            <ActionIcon size={24} aria-label={`Remove hours of ${name}`} onClick={() => remove(range)}>
              <IconX size={14} />
            </ActionIcon>
            {range.to <= range.from && range.to !== '00:00' && <em>until the next day</em>}
          </span>
        ))}
      </div>
      <ActionIcon size={26} aria-label={`Add hours to ${name}`} onClick={add}>
        <IconPlus size={15} />
      </ActionIcon>
    </div>
  );
}

interface TimeFieldProps {
  readonly label: string;
  readonly value: string;
  onChange(value: string): void;
}

/** The browser's own control: it gives HH:MM, or nothing while a time is half written. */
function TimeField({ label, value, onChange }: TimeFieldProps): ReactElement {
  return (
    <input
      type="time"
      className="time-field"
      aria-label={label}
      value={value}
      onChange={({ currentTarget }) => {
        if (/^\d\d:\d\d$/.test(currentTarget.value)) onChange(currentTarget.value);
      }}
    />
  );
}
