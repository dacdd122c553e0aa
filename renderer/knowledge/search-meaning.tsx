// Whether a search looks at words alone or at meaning, too, and how far the model is with reading.
import { Button, Progress } from '@mantine/core';
import { IconAlertTriangle, IconSparkles } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { Trouble } from '../app/trouble.tsx';
import { modelLabel } from '../models/model-choices.ts';
import { useModels } from '../models/models-store.ts';
import { useIndex, useProject } from '../state/project-store.ts';
import { openKnowledgeDialog } from './dialog-store.ts';
import { readOn, useFreshMeaning, useMeaning } from './meaning-store.ts';

export function SearchMeaning(): ReactElement {
  useFreshMeaning();
  const model = useIndex((index) => index.workspace.embeddingModel);
  const providers = useModels((models) => models.providers) ?? [];
  const isReadOnly = useProject(({ readOnly }) => readOnly !== null);
  const status = useMeaning((state) => state.status);
  const error = useMeaning((state) => state.error);
  if (error !== null) return <Trouble error={error} />;
  const isReading = status?.isWorking === true && status.model === model;
  return (
    <section className="search-meaning" aria-label="Search by meaning">
      <div className="search-meaning__line">
        <IconSparkles size={15} stroke={1.7} aria-hidden="true" />
        <p>
          {model === null
            ? 'Words are compared, offline.'
            : `Words and meaning · ${modelLabel(model, providers)}`}
        </p>
        {!isReadOnly && (
          <Button variant="subtle" size="compact-sm" onClick={() => openKnowledgeDialog({ kind: 'meaning' })}>
            {model === null ? 'Search by meaning, too' : 'Change the model'}
          </Button>
        )}
      </div>
      {isReading && <Reading ready={status.ready} total={status.total} />}
      {model !== null && status !== null && status.error !== null && (
        <div className="search-meaning__trouble" role="alert">
          <IconAlertTriangle size={15} aria-hidden="true" />
          <p>{status.error.message} Until then, words alone are compared.</p>
          {!isReadOnly && (
            <Button variant="default" size="compact-sm" onClick={() => void readOn(true)}>
              Try again
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

function Reading({ ready, total }: { readonly ready: number; readonly total: number }): ReactElement {
  const words = `${ready.toLocaleString('en')} of ${total.toLocaleString('en')} passages`;
  return (
    <div className="search-meaning__reading">
      <Progress
        size="sm"
        radius="xl"
        value={Math.max(2, (100 * ready) / Math.max(1, total))}
        aria-label="How far the model has read"
        aria-valuetext={words}
      />
      <p role="status">The model has read {words}.</p>
    </div>
  );
}
