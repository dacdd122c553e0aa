// Everything that was published, and the ways back and on: roll back, and from staging to production.
import { Button } from '@mantine/core';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { comparePublished } from '#shared/compare/compare-published.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { PublishLook } from '#shared/ipc/publish.ts';
import type { PublishTarget } from '#shared/model/entities/publishing.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import type { ActivateRequest } from '#shared/runtime-api/publishing.ts';
import { host } from '../state/host.ts';
import { Part } from '../ui/part.tsx';
import { timeAgo } from '../ui/time-ago.ts';
import { ChangesPart } from './changes-part.tsx';
import { ConversationsChoice } from './conversations-choice.tsx';
import { makeLive, offerVersion, usePublish } from './publish-store.ts';
import { PromoteButton } from './promote-button.tsx';

interface VersionsPartProps {
  readonly target: PublishTarget;
  readonly seen: PublishLook;
}

type KnownVersion = PublishLook['versions'][number];

const shownAtFirst = 10;

export function VersionsPart({ target, seen }: VersionsPartProps): ReactElement | null {
  const { versions, state } = seen;
  const lookedAt = usePublish((publish) => publish.lookedAt);
  const offered = usePublish((publish) => publish.offered);
  const [isAll, setAll] = useState(false);
  if (versions.length === 0) return null;
  const shown = isAll ? versions : versions.slice(0, shownAtFirst);
  return (
    <Part title="Versions">
      <ul className="plain-list publish-versions" aria-label="Versions">
        {shown.map((version) => {
          const { number, note, publishedBy, publishedAt, liveIn } = version;
          return (
            <li key={number} className="publish-version" aria-label={`Version ${number}`}>
              <div className="publish-version__row">
                <span className="publish-version__number">{number}</span>
                <span className="publish-version__words">
                  <span>{note === '' ? <em>No note</em> : note}</span>
                  <span className="publish__muted">
                    {publishedBy},{' '}
                    <time dateTime={new Date(publishedAt).toISOString()}>
                      {timeAgo(publishedAt, lookedAt)}
                    </time>
                  </span>
                </span>
                {liveIn.map((environment) => (
                  <b key={environment} className="publish-chip">
                    live in {environment}
                  </b>
                ))}
                {number !== state.live?.number && (
                  <Button
                    id={buttonId(number)}
                    size="xs"
                    variant="default"
                    aria-label={`${wordFor(version, state.live?.number)} version ${number}`}
                    aria-expanded={offered === number}
                    onClick={() => offerVersion(offered === number ? null : number)}
                  >
                    {wordFor(version, state.live?.number)}
                  </Button>
                )}
                {number === state.live?.number &&
                  target.environment === 'staging' &&
                  !liveIn.includes('production') && <PromoteButton target={target} version={number} />}
              </div>
              {offered === number && (
                <RollBack
                  target={target}
                  seen={seen}
                  version={version}
                  onClose={() => {
                    offerVersion(null);
                    document.getElementById(buttonId(number))?.focus();
                  }}
                />
              )}
            </li>
          );
        })}
      </ul>
      {shown.length < versions.length && (
        <div className="publish__buttons">
          <Button size="xs" variant="subtle" onClick={() => setAll(true)}>
            Show all {versions.length} versions
          </Button>
        </div>
      )}
      <History seen={seen} />
    </Part>
  );
}

/** Also what is no version of its own: rolled back, promoted, published again. */
function History({ seen: { activations, state } }: Pick<VersionsPartProps, 'seen'>): ReactElement | null {
  const lookedAt = usePublish((publish) => publish.lookedAt);
  if (activations.length < 2) return null;
  return (
    <details className="publish-history">
      <summary>Who made what live in {state.environment}</summary>
      <ul className="plain-list" aria-label={`What was live in ${state.environment}`}>
        {activations.map(({ rev, kind, version, by, at, note }) => (
          <li key={rev}>
            {kindWords[kind]} version {version}{' '}
            <span className="publish__muted">
              by {by}, <time dateTime={new Date(at).toISOString()}>{timeAgo(at, lookedAt)}</time>
              {note !== '' && ` · ${note}`}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

const kindWords = { publish: 'Published', rollback: 'Rolled back to', promote: 'Promoted' } as const;

const buttonId = (number: number): string => `publish-version-${number}`;

function wordFor({ number, liveIn }: KnownVersion, live: number | undefined): string {
  if (liveIn.includes('staging')) return 'Promote';
  return live !== undefined && number < live ? 'Roll back to' : 'Make live';
}

interface RollBackProps extends VersionsPartProps {
  readonly version: KnownVersion;
  onClose(): void;
}

/** What changes for customers is shown first. */
function RollBack({ target, seen, version, onClose }: RollBackProps): ReactElement {
  const [project, setProject] = useState<ProjectDocument | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [conversations, setConversations] = useState<ActivateRequest['conversations']>('finish');
  const isBusy = usePublish((state) => state.isBusy);
  const { number, bundleHash } = version;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Again when what changes is there, which makes it long.
    box.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView({ block: 'nearest' });
  }, [project]);
  useEffect(() => {
    let isShown = true;
    host
      .invoke('publish.read', { targetId: target.id, bundleHash })
      .then((answer) => {
        if (isShown) setProject(answer.project);
      })
      .catch((thrown: unknown) => {
        if (isShown) setTrouble(AppError.from(thrown).message);
      });
    return () => {
      isShown = false;
    };
  }, [target.id, bundleHash]);
  const kind = version.liveIn.includes('staging') ? 'promote' : 'rollback';
  const go = async (): Promise<void> => {
    const { rev } = seen.state;
    if (await makeLive(target, { kind, version: number, rev, note: version.note, conversations }))
      offerVersion(null);
  };
  const after = project === null ? null : withLayout(project, seen.project);
  return (
    <div
      ref={box}
      className="publish-rollback"
      role="group"
      aria-label={`Make version ${number} live`}
      tabIndex={-1}
    >
      {trouble !== null && <p role="alert">{trouble}</p>}
      {after !== null && seen.live !== null && (
        <ChangesPart
          title="What changes for customers then"
          compared={comparePublished(seen.live, after)}
          after={after}
          against={seen.state}
        />
      )}
      {seen.state.live !== null && (
        <ConversationsChoice state={seen.state} value={conversations} onChange={setConversations} />
      )}
      <p className="publish__muted">This project does not change: only what customers meet does.</p>
      <div className="publish__buttons">
        <Button size="xs" loading={isBusy} onClick={() => void go()}>
          Make version {number} live
        </Button>
        <Button size="xs" variant="default" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </div>
  );
}

/** Laid out as the project is, with what is not published taken from it. */
function withLayout(version: ProjectDocument, project: ProjectDocument): ProjectDocument {
  return comparePublished(version, project).before;
}
