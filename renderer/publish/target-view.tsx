// One target: what is live there, what would change, what is needed, and the way to make it live.
import { Button, Loader } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { type ReactElement, useEffect, useMemo, useRef } from 'react';
import { comparePublished } from '#shared/compare/compare-published.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import type { PublishLook } from '#shared/ipc/publish.ts';
import type { PublishTarget } from '#shared/model/entities/publishing.ts';
import { Trouble } from '../app/trouble.tsx';
import { useIndex } from '../state/project-store.ts';
import { ChangesPart } from './changes-part.tsx';
import { GoLivePart } from './go-live-part.tsx';
import { LivePart } from './live-part.tsx';
import { NeedsPart } from './needs-part.tsx';
import { ErrorsPart } from './errors-part.tsx';
import { look, showForm, useFreshLook, usePublish } from './publish-store.ts';
import { troubleWords } from './publish-words.ts';
import { TargetForm } from './target-form.tsx';
import { VersionsPart } from './versions-part.tsx';

export function TargetView({ target }: { readonly target: PublishTarget }): ReactElement {
  useFreshLook(target);
  const seen = usePublish((state) => state.look);
  const error = usePublish((state) => state.error);
  const hasKey = usePublish(({ keys }) => keys?.has(target.id) ?? null);
  if (hasKey === false) {
    return (
      <>
        <p className="publish__muted">
          There is no key for “{target.name}” on this computer. Everybody who publishes enters their own.
        </p>
        <TargetForm target={target} />
      </>
    );
  }
  return (
    <>
      {error !== null && <Failure target={target} error={error} />}
      {seen === null && error === null && (
        <p className="publish__waiting" role="status">
          <Loader size={16} /> Asking the runtime at {target.url}…
        </p>
      )}
      {seen !== null && <Ready target={target} seen={seen} />}
    </>
  );
}

function Failure({
  target,
  error,
}: {
  readonly target: PublishTarget;
  readonly error: AppError;
}): ReactElement {
  const isLooking = usePublish((state) => state.isLooking);
  const hasLook = usePublish((state) => state.look !== null);
  const index = useIndex((current) => current);
  const box = useRef<HTMLDivElement>(null);
  // Whoever pressed a button further down looks there.
  // Some browsers give back a promise, which is no way to end an effect.
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' });
  }, [error]);
  return (
    <div ref={box} className="stack">
      <Trouble
        error={{ code: error.code, message: troubleWords(error, index) }}
        // Without anything to show, it stays: with the way to try again.
        {...(hasLook ? { onClose: () => usePublish.setState({ error: null }) } : {})}
      />
      {!hasLook && (
        <div className="publish__buttons">
          <Button
            size="xs"
            variant="default"
            leftSection={<IconRefresh size={14} />}
            loading={isLooking}
            onClick={() => void look(target.id)}
          >
            Try again
          </Button>
          <Button size="xs" variant="default" onClick={() => showForm({ change: target.id })}>
            Change address or key
          </Button>
        </div>
      )}
    </div>
  );
}

function Ready({
  target,
  seen,
}: {
  readonly target: PublishTarget;
  readonly seen: PublishLook;
}): ReactElement {
  const { live, project } = seen;
  const compared = useMemo(() => (live === null ? null : comparePublished(live, project)), [live, project]);
  const isLive = seen.hash !== null && seen.hash === seen.state.live?.bundleHash;
  return (
    <>
      <LivePart target={target} seen={seen} />
      {seen.hash === null && <ErrorsPart />}
      {compared !== null && !isLive && (
        <ChangesPart
          title="What changes for customers"
          compared={compared}
          after={project}
          against={seen.state}
        />
      )}
      <NeedsPart target={target} seen={seen} />
      <GoLivePart target={target} seen={seen} isLive={isLive} />
      <VersionsPart target={target} seen={seen} />
    </>
  );
}
