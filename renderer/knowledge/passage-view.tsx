// One passage where a citation or a search result leads to: with what stands before and after it, and its source.
import { Button, Loader } from '@mantine/core';
import { IconExternalLink, IconList } from '@tabler/icons-react';
import { type ReactElement, useCallback } from 'react';
import type { ChannelResponse } from '#shared/ipc/channels.ts';
import type { Passage } from '#shared/model/passage.ts';
import { Trouble } from '../app/trouble.tsx';
import { host } from '../state/host.ts';
import { useIndex } from '../state/project-store.ts';
import { placeWords, webAddress } from './place-words.ts';
import { openKnowledge } from './screen-store.ts';
import { SourceTile } from './source-tile.tsx';
import { useAsked } from './use-asked.ts';

export function PassageView({ passageId }: { readonly passageId: string }): ReactElement {
  const ask = useCallback(
    (signal: AbortSignal): Promise<ChannelResponse<'knowledge.passage'>> =>
      host.invoke('knowledge.passage', { passageId }, { signal }),
    [passageId],
  );
  const { value, error } = useAsked(ask);
  if (error !== null) return <Trouble error={error} />;
  if (value === null) return <Loader size="sm" aria-label="Reading the passage" />;
  const { passage, before, after } = value;
  if (passage === null) {
    return (
      <p className="list-none">
        This passage is not kept any more: its source was removed, or read again and says something else now.
      </p>
    );
  }
  return (
    <section aria-label="Passage" className="passage-view">
      <Head passage={passage} />
      {before !== null && <p className="passage-view__around">{before}</p>}
      <blockquote className="passage-view__text" data-passage={passage.id} tabIndex={0} data-first-focus>
        {passage.text}
      </blockquote>
      {after !== null && <p className="passage-view__around">{after}</p>}
    </section>
  );
}

function Head({ passage }: { readonly passage: Passage }): ReactElement {
  const source = useIndex((index) => index.knowledgeSources.get(passage.sourceId));
  const address = webAddress(passage);
  const place = placeWords(passage);
  return (
    <div className="source-head">
      <SourceTile kind={source?.kind ?? 'text'} />
      <div className="source-head__words">
        <h3>{passage.title}</h3>
        <p>
          {place !== '' && `${place} · `}
          {passage.sourceName}
        </p>
      </div>
      {address !== null && (
        <Button
          component="a"
          href={address}
          target="_blank"
          rel="noopener noreferrer"
          variant="default"
          size="xs"
          leftSection={<IconExternalLink size={14} />}
        >
          Open the page
        </Button>
      )}
      {source !== undefined && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconList size={14} />}
          onClick={() => openKnowledge({ kind: 'source', sourceId: source.id })}
        >
          The whole source
        </Button>
      )}
    </div>
  );
}
