// The last step: a note, what becomes of conversations under way, and the button.
import { Button, Loader, Textarea } from '@mantine/core';
import { IconRocket } from '@tabler/icons-react';
import type { ReactElement, SubmitEvent } from 'react';
import type { PublishLook } from '#shared/ipc/publish.ts';
import type { PublishTarget } from '#shared/model/entities/publishing.ts';
import { limits } from '#shared/model/limits.ts';
import { Part } from '../ui/part.tsx';
import { ConversationsChoice } from './conversations-choice.tsx';
import { publishNow, say, usePublish } from './publish-store.ts';
import { isMissing, progressWords } from './publish-words.ts';

interface GoLivePartProps {
  readonly target: PublishTarget;
  readonly seen: PublishLook;
  readonly isLive: boolean;
}

export function GoLivePart({ target, seen, isLive }: GoLivePartProps): ReactElement {
  const { note, conversations } = usePublish((state) => state.said);
  const isBusy = usePublish((state) => state.isBusy);
  const isLooking = usePublish((state) => state.isLooking);
  const progress = usePublish((state) => state.progress);
  const blocked = blockedBy(seen);
  const publish = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    void publishNow(target);
  };
  if (isLive) {
    return (
      <Part title="Go live">
        <p className="publish__muted">
          What is live says the same as this project: there is nothing to publish.
        </p>
      </Part>
    );
  }
  return (
    <Part title="Go live">
      <form className="stack" aria-label="Publish" onSubmit={publish}>
        <Textarea
          label="Note"
          description="What is new, for whoever looks at the versions later."
          value={note}
          maxLength={limits.noteText}
          autosize
          minRows={1}
          maxRows={5}
          data-own-undo
          onChange={({ currentTarget }) => say({ note: currentTarget.value })}
        />
        {seen.state.live !== null && (
          <ConversationsChoice
            state={seen.state}
            value={conversations}
            onChange={(chosen) => say({ conversations: chosen })}
          />
        )}
        {blocked !== null && <p className="publish__warning">{blocked}</p>}
        <div className="publish__buttons">
          <Button
            type="submit"
            leftSection={<IconRocket size={15} />}
            loading={isBusy}
            disabled={blocked !== null || isLooking}
          >
            Publish to {target.environment}
          </Button>
          {isBusy && progress !== null && (
            <span className="publish__waiting" role="status">
              <Loader size={14} /> {progressWords(progress)}
            </span>
          )}
        </div>
      </form>
    </Part>
  );
}

/** Why it cannot be published yet. */
function blockedBy({ hash, needs, secrets }: PublishLook): string | null {
  if (hash === null) return 'Correct the errors above first.';
  if (needs.stepsWithoutModel.length > 0) return 'Choose a model above first.';
  if (secrets.some(({ state }) => isMissing(state))) {
    return 'Send the missing secrets above first, or go on without them.';
  }
  return null;
}
