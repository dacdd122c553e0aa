// *Try a search*: what a Search step would find for a question, how well, how fast, and why not.
import { Button, Loader, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAlertTriangle, IconMessageQuestion, IconSearch, IconSearchOff } from '@tabler/icons-react';
import { type ReactElement, useCallback, useMemo } from 'react';
import { create } from 'zustand';
import type { ChannelResponse } from '#shared/ipc/channels.ts';
import { limits } from '#shared/model/limits.ts';
import { Trouble } from '../app/trouble.tsx';
import { host } from '../state/host.ts';
import { flushEdits, onProjectChange, useIndex, useProject } from '../state/project-store.ts';
import { addAnswer } from './dialog-store.ts';
import { FoundPassage } from './found-passage.tsx';
import { counted } from '../ui/counted.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { useMeaning } from './meaning-store.ts';
import { SearchMeaning } from './search-meaning.tsx';
import { SearchExplanation } from './search-explanation.tsx';
import { useAsked } from './use-asked.ts';

type Found = ChannelResponse<'knowledge.search'>;

/** Kept while the author looks at a passage and comes back. */
const useQuery = create<{ readonly query: string }>(() => ({ query: '' }));

onProjectChange((project, before) => {
  if (project?.path !== before?.path) useQuery.setState({ query: '' });
});

export function TrySearch(): ReactElement {
  const query = useQuery((state) => state.query);
  const [settled] = useDebouncedValue(query.trim(), 200);
  const sources = useIndex((index) => index.knowledgeSources);
  const ask = useCallback(
    async (signal: AbortSignal): Promise<Found> => {
      await flushEdits();
      const { tokenBudget } = limits.knowledge;
      return host.invoke(
        'knowledge.search',
        { query: settled, tokenBudget: tokenBudget.default, include: null, exclude: [] },
        { signal },
      );
    },
    [settled],
  );
  const model = useIndex((index) => index.workspace.embeddingModel);
  const isRead = useMeaning(({ status }) => status?.ready === status?.total);
  const searched = useMemo(() => ({ sources, model, isRead }), [sources, model, isRead]);
  const { value, error, isBusy } = useAsked(settled === '' ? null : ask, searched);
  return (
    <div className="try-search">
      <TextInput
        size="md"
        aria-label="Try a search"
        description="Ask as a customer would. It searches exactly as a Search step does, in every source that is switched on."
        placeholder="How long do I have to send something back?"
        leftSection={<IconSearch size={16} />}
        rightSection={isBusy ? <Loader size={16} /> : undefined}
        value={query}
        maxLength={limits.knowledge.queryLength}
        data-own-undo
        data-first-focus
        onChange={({ currentTarget }) => useQuery.setState({ query: currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || query === '') return;
          event.preventDefault();
          useQuery.setState({ query: '' });
        }}
      />
      <SearchMeaning />
      {error !== null && <Trouble error={error} />}
      {value !== null && settled !== '' && <Results found={value} query={settled} />}
    </div>
  );
}

function Results({ found, query }: { readonly found: Found; readonly query: string }): ReactElement {
  const { results, tokens, milliseconds, explanation } = found;
  const best = Math.max(0, ...results.map(({ score }) => score));
  if (results.length === 0) return <Nothing found={found} query={query} />;
  return (
    <section aria-label="What was found" className="try-search__found">
      <p className="try-search__facts" role="status">
        {counted(results.length, 'passage')} · {counted(tokens, 'token')} · {inMs(milliseconds)}
        {explanation.overBudget > 0 &&
          ` · ${explanation.overBudget} more fit, but not into ${limits.knowledge.tokenBudget.default.toLocaleString('en')} tokens`}
      </p>
      <Notice found={found} />
      <ol className="plain-list found-list">
        {results.map((passage, position) => (
          <FoundPassage key={passage.id} passage={passage} position={position + 1} best={best} />
        ))}
      </ol>
      <SearchExplanation explanation={explanation} />
    </section>
  );
}

function Nothing({ found, query }: { readonly found: Found; readonly query: string }): ReactElement {
  const isReadOnly = useProject(({ readOnly }) => readOnly !== null);
  const { explanation, milliseconds } = found;
  return (
    <section aria-label="What was found" className="try-search__found">
      <div className="try-search__nothing" role="status">
        <EmptyState
          Icon={IconSearchOff}
          title="Nothing was found"
          words={explanation.nothingBecause ?? 'No passage has these words. Try others, or add an answer.'}
        >
          {!isReadOnly && (
            <Button
              size="sm"
              leftSection={<IconMessageQuestion size={15} />}
              onClick={() => addAnswer(query)}
            >
              Add an answer
            </Button>
          )}
        </EmptyState>
      </div>
      <Notice found={found} />
      <SearchExplanation explanation={explanation} isOpen />
      <p className="try-search__facts">{inMs(milliseconds)}</p>
    </section>
  );
}

function Notice({ found }: { readonly found: Found }): ReactElement | null {
  if (found.notice === undefined) return null;
  return (
    <p className="try-search__notice" role="status">
      <IconAlertTriangle size={15} aria-hidden="true" /> {found.notice}
    </p>
  );
}

const inMs = (milliseconds: number): string =>
  milliseconds < 10 ? `${milliseconds.toFixed(1)} ms` : `${Math.round(milliseconds)} ms`;
