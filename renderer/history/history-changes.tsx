import { ActionIcon, Button, Loader, Menu, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconArrowBackUp, IconArrowsDiff, IconDots } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { HistoryEntry } from '#shared/ipc/views.ts';
import { useProject } from '../state/project-store.ts';
import { compare, compareWithBefore, restorePoint, showMore, useHistory } from './history-store.ts';
import { dayOf, timeOf } from './point-names.ts';

export function HistoryChanges(): ReactElement {
  const entries = useHistory((history) => history.entries);
  const hasMore = useHistory((history) => history.hasMore);
  return (
    <section aria-label="Changes">
      <h3 className="dg-heading">Changes</h3>
      {entries === null && <Loader size="xs" aria-label="Reading the history" />}
      {entries?.length === 0 && (
        <p className="history__hint">Nothing has changed yet. Every change you make is listed here.</p>
      )}
      {byDay(entries ?? []).map(([day, list]) => (
        <div key={day} role="group" aria-label={day}>
          <h4 className="history__day">{day}</h4>
          <ul className="plain-list">
            {list.map((entry) => (
              <ChangeRow key={entry.rev} entry={entry} isLatest={entry === firstDone(entries)} />
            ))}
          </ul>
        </div>
      ))}
      {hasMore && (
        <Button variant="default" size="xs" fullWidth mt={8} onClick={() => void showMore()}>
          Show earlier changes
        </Button>
      )}
    </section>
  );
}

interface ChangeRowProps {
  readonly entry: HistoryEntry;
  /** What it led to is the project as it is now. */
  readonly isLatest: boolean;
}

function ChangeRow({ entry, isLatest }: ChangeRowProps): ReactElement {
  const { rev, label, at, isUndone } = entry;
  const isReadOnly = useProject((project) => project.readOnly !== null);
  return (
    <li className={`history-row${isUndone ? ' history-row--undone' : ''}`} data-rev={rev}>
      <Tooltip label="See what it changed" position="left">
        <button type="button" className="history-row__main" onClick={() => void compareWithBefore(rev)}>
          <i aria-hidden="true" />
          <VisuallyHidden>See what changed: </VisuallyHidden>
          <span className="history-row__label">{label}</span>
          {isUndone && <em>undone</em>}
          {isLatest && <em>now</em>}
          <time>{timeOf(at)}</time>
        </button>
      </Tooltip>
      {!isLatest && (
        <Menu position="bottom-end" width={190}>
          <Menu.Target>
            <ActionIcon className="history-row__menu" size={22} aria-label={`Menu of change ${label}`}>
              <IconDots size={15} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconArrowsDiff size={15} />}
              onClick={() => void compare({ rev }, 'now')}
            >
              Compare with now
            </Menu.Item>
            {!isReadOnly && (
              <Menu.Item
                leftSection={<IconArrowBackUp size={15} />}
                onClick={() => void restorePoint({ rev })}
              >
                Go back to here
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  );
}

const firstDone = (entries: readonly HistoryEntry[] | null): HistoryEntry | undefined =>
  entries?.find(({ isUndone }) => !isUndone);

function byDay(entries: readonly HistoryEntry[]): (readonly [string, readonly HistoryEntry[]])[] {
  const days = new Map<string, HistoryEntry[]>();
  for (const entry of entries) {
    const day = dayOf(entry.at);
    const list = days.get(day);
    if (list === undefined) days.set(day, [entry]);
    else list.push(entry);
  }
  return [...days];
}
