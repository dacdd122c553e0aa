// What is live in a target, and where it can be talked to.
import { Anchor } from '@mantine/core';
import { IconCircleCheckFilled, IconExternalLink } from '@tabler/icons-react';
import { type ReactElement, useEffect, useRef } from 'react';
import type { PublishLook } from '#shared/ipc/publish.ts';
import type { PublishTarget } from '#shared/model/entities/publishing.ts';
import { Part } from '../ui/part.tsx';
import { timeAgo } from '../ui/time-ago.ts';
import { CopyLine } from './copy-line.tsx';
import { capitalized } from './publish-words.ts';
import { Talk } from './talk.tsx';
import { usePublish } from './publish-store.ts';
import { counted } from '../ui/counted.ts';

interface LivePartProps {
  readonly target: PublishTarget;
  readonly seen: PublishLook;
}

export function LivePart({ target, seen: { state, project, activations } }: LivePartProps): ReactElement {
  const lookedAt = usePublish((publish) => publish.lookedAt);
  const done = usePublish((publish) => publish.done);
  const { live, openConversations, environment } = state;
  if (live === null) {
    return (
      <Part title={`Nothing is live in ${environment} yet`}>
        <p className="publish__muted">
          {target.url} has no version of “{project.workspace.name}” in {environment}. Customers meet it once
          it is published.
        </p>
      </Part>
    );
  }
  const open = openConversations.reduce((sum, { count }) => sum + count, 0);
  const note = (activations[0]?.note ?? '') || live.note;
  const facts = [
    `made live by ${live.activatedBy}, ${timeAgo(live.activatedAt, lookedAt)}`,
    ...(note === '' ? [] : [note]),
    open === 0 ? 'no conversation under way' : `${counted(open, 'conversation')} under way`,
  ];
  return (
    <Part title={`Version ${live.number} is live in ${environment}`}>
      {done?.number === live.number && (
        <Done key={done.number} number={done.number} environment={environment} />
      )}
      <p className="publish__muted">{capitalized(facts.join(' · '))}</p>
      <Talk target={target} />
      <div className="publish-live">
        <span className="publish-live__label">Address</span>
        <CopyLine label="the address" text={target.url} />
        <span className="publish-live__label">For your website’s server</span>
        <CopyLine label="the request" text={startRequest(target, project.workspace.id)} />
      </div>
      <Anchor
        className="publish-live__link"
        size="sm"
        href={`${target.url}/docs`}
        target="_blank"
        rel="noopener noreferrer"
      >
        Read how programs talk to it <IconExternalLink size={13} aria-hidden="true" />
      </Anchor>
    </Part>
  );
}

interface DoneProps {
  readonly number: number;
  readonly environment: PublishTarget['environment'];
}

/** Where the eye and the focus go after the button, which is gone. */
function Done({ number, environment }: DoneProps): ReactElement {
  const words = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    words.current?.focus();
  }, []);
  return (
    <p ref={words} className="publish__done" role="status" tabIndex={-1}>
      <IconCircleCheckFilled size={16} aria-hidden="true" />{' '}
      {environment === 'production'
        ? `Customers meet version ${number} from now on.`
        : `Version ${number} is ready to be tried. Customers do not meet it yet.`}
    </p>
  );
}

function startRequest({ url, environment }: PublishTarget, projectId: string): string {
  const body = JSON.stringify({ projectId, environment });
  return `curl '${url}/v1/conversations?wait=10' -H 'Authorization: Bearer KEY' -H 'Content-Type: application/json' -d '${body}'`;
}
