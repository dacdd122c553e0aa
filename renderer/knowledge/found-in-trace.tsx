// What a search step looked for and found, in the details of its run.
import { Button } from '@mantine/core';
import { IconMessageQuestion } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { TraceRow } from '#shared/ipc/views.ts';
import { useProject } from '../state/project-store.ts';
import { addAnswer } from './dialog-store.ts';
import { FoundPassage } from './found-passage.tsx';
import { counted } from '../ui/counted.ts';

export function FoundInTrace({ search }: { readonly search: NonNullable<TraceRow['search']> }): ReactElement {
  const isReadOnly = useProject(({ readOnly }) => readOnly !== null);
  const { query, results } = search;
  const best = Math.max(0, ...results.map(({ score }) => score));
  return (
    <section className="found-in-trace" aria-label="Search">
      <h3 className="dg-heading">
        {results.length === 0 ? 'Nothing was found' : `Found ${counted(results.length, 'passage')}`}
      </h3>
      <p className="found-in-trace__query">
        Looked for <q>{query}</q>
      </p>
      {results.length > 0 && (
        <ol className="plain-list found-list">
          {results.map((passage, position) => (
            <FoundPassage key={passage.id} passage={passage} position={position + 1} best={best} isSmall />
          ))}
        </ol>
      )}
      {!isReadOnly && query.trim() !== '' && (
        <Button
          variant={results.length === 0 ? 'light' : 'subtle'}
          size="compact-xs"
          leftSection={<IconMessageQuestion size={13} />}
          onClick={() => addAnswer(query)}
        >
          Add an answer
        </Button>
      )}
    </section>
  );
}
