import { ActionIcon, Skeleton, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import type { ChannelResponse } from '#shared/ipc/channels.ts';
import { openProject } from '../state/project-store.ts';
import { timeAgo } from '../ui/time-ago.ts';
import { ProjectThumbnail } from './project-thumbnail.tsx';

type Project = ChannelResponse<'projects.list'>['projects'][number];

interface ProjectListProps {
  /** null while they are being looked for. */
  readonly projects: readonly Project[] | null;
  attempt(work: () => Promise<void>): Promise<void>;
  /** Takes it off the list. */
  onForget(path: string): void;
}

/** The time when the list was first drawn is exact enough for "3 hours ago". */
const useNow = (): number => useState(Date.now)[0];

export function ProjectList({ projects, attempt, onForget }: ProjectListProps): ReactElement {
  const now = useNow();
  if (projects === null) {
    return (
      <div className="stack" aria-busy="true">
        <Skeleton height={56} radius="md" />
        <Skeleton height={56} radius="md" />
      </div>
    );
  }
  if (projects.length === 0) {
    return <p className="start__empty">No projects yet. The ones you make appear here.</p>;
  }
  return (
    <ul className="start__list dg-scroll" aria-label="Projects">
      {projects.map((project) => (
        <ProjectRow
          key={project.path}
          project={project}
          when={project.openedAt === null ? null : timeAgo(project.openedAt, now)}
          onOpen={() => void attempt(() => openProject(project.path))}
          onForget={() => onForget(project.path)}
        />
      ))}
    </ul>
  );
}

interface ProjectRowProps {
  readonly project: Project;
  readonly when: string | null;
  onOpen(): void;
  onForget(): void;
}

function ProjectRow({ project, when, onOpen, onForget }: ProjectRowProps): ReactElement {
  const { path, name, isMissing, sketch } = project;
  const count = sketch?.stepCount ?? 0;
  const facts = [when, count === 0 ? null : count === 1 ? '1 step' : `${count} steps`];
  return (
    <li className={`start__row${isMissing ? ' start__row--missing' : ''}`}>
      <button type="button" className="start__project" disabled={isMissing} onClick={onOpen}>
        <ProjectThumbnail project={project} />
        {!isMissing && <VisuallyHidden>Open </VisuallyHidden>}
        <span className="start__project-text">
          <span className="start__project-name dg-truncate">{name}</span>
          <span className="start__project-path dg-truncate" title={path}>
            {isMissing ? 'The file is not there. It was moved or deleted.' : path}
          </span>
          <span className="start__project-time">{facts.filter((fact) => fact !== null).join(' · ')}</span>
        </span>
      </button>
      <Tooltip label="Remove from the list. The file stays.">
        <ActionIcon
          size={24}
          className="start__forget"
          aria-label={`Remove ${name} from the list`}
          onClick={onForget}
        >
          <IconX size={14} />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}
