import { Skeleton } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import type { ChannelResponse } from '#shared/ipc/channels.ts';
import { openProject } from '../state/project-store.ts';
import { timeAgo } from '../ui/time-ago.ts';

interface ProjectListProps {
  /** null while they are being looked for. */
  readonly projects: ChannelResponse<'projects.list'>['projects'] | null;
  attempt(work: () => Promise<void>): Promise<void>;
}

/** The time when the list was first drawn is exact enough for "3 hours ago". */
const useNow = (): number => useState(Date.now)[0];

export function ProjectList({ projects, attempt }: ProjectListProps): ReactElement {
  const now = useNow();
  if (projects === null) {
    return (
      <div className="stack" aria-busy="true">
        <Skeleton height={44} radius="md" />
        <Skeleton height={44} radius="md" />
      </div>
    );
  }
  if (projects.length === 0) {
    return <p className="start__empty">No projects yet. The ones you make appear here.</p>;
  }
  return (
    <ul className="start__list" aria-label="Projects">
      {projects.map(({ path, name, openedAt }) => (
        <li key={path}>
          <button
            type="button"
            className="start__project"
            aria-label={`Open ${name}`}
            onClick={() => void attempt(() => openProject(path))}
          >
            <IconFileText size={18} stroke={1.6} />
            <span className="start__project-text">
              <span className="start__project-name dg-truncate">{name}</span>
              <span className="start__project-path dg-truncate" title={path}>
                {path}
              </span>
            </span>
            {openedAt !== null && <time className="start__project-time">{timeAgo(openedAt, now)}</time>}
          </button>
        </li>
      ))}
    </ul>
  );
}
