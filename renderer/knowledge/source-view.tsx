// One source: what it is called and holds, and all that it says.
import { Button, Switch } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import type { KnowledgeSource } from '#shared/model/entities/knowledge-source.ts';
import { limits } from '#shared/model/limits.ts';
import { run, useIndex, useProject } from '../state/project-store.ts';
import { timeAgo } from '../ui/time-ago.ts';
import { renameSource, switchSource } from './knowledge-commands.ts';
import { PassageList } from './passage-list.tsx';
import { QuestionEditor } from './question-editor.tsx';
import { openKnowledge } from './screen-store.ts';
import { SourceMenu, update, updateWords } from './source-menu.tsx';
import { factsOf } from './source-row.tsx';
import { SourceTile } from './source-tile.tsx';
import { useStatistics } from './statistics-store.ts';

export function SourceView({ sourceId }: { readonly sourceId: string }): ReactElement {
  const source = useIndex((index) => index.knowledgeSources.get(sourceId));
  const isReadOnly = useProject(({ readOnly }) => readOnly !== null);
  if (source === undefined) {
    return <p className="list-none">This source is not part of the project any more. Undo brings it back.</p>;
  }
  return (
    <section aria-label={`Source ${source.name}`} className="source-view">
      <Head source={source} isReadOnly={isReadOnly} />
      {source.kind === 'questions' ? (
        <QuestionEditor source={source} isReadOnly={isReadOnly} />
      ) : (
        <PassageList source={source} />
      )}
    </section>
  );
}

interface HeadProps {
  readonly source: KnowledgeSource;
  readonly isReadOnly: boolean;
}

function Head({ source, isReadOnly }: HeadProps): ReactElement {
  const { id, name, kind, isEnabled, origin, importedAt } = source;
  const statistics = useStatistics((state) => state.known?.get(id));
  const now = useStatistics(({ at }) => at);
  return (
    <div className="source-head">
      <SourceTile kind={kind} />
      <div className="source-head__words">
        <Name key={name} source={source} isReadOnly={isReadOnly} />
        <p title={origin ?? undefined}>
          {factsOf(kind, statistics)}
          {importedAt !== null && ` · read ${timeAgo(importedAt, now)}`}
          {origin !== null && origin !== name && ` · ${origin}`}
        </p>
        {statistics?.isMissing === true && (
          <p className="source-head__missing">
            What it says is not in this project file. Read it again to bring it back.
          </p>
        )}
      </div>
      <Switch
        size="sm"
        label={isEnabled ? 'Searched' : 'Off'}
        aria-label={`Search ${name}`}
        checked={isEnabled}
        disabled={isReadOnly}
        onChange={({ currentTarget: { checked } }) => run((index) => switchSource(index, id, checked))}
      />
      {!isReadOnly && kind !== 'questions' && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconRefresh size={14} />}
          onClick={() => update(source)}
        >
          {updateWords(kind)}
        </Button>
      )}
      <SourceMenu
        source={source}
        isReadOnly={isReadOnly}
        onRemoved={() => openKnowledge({ kind: 'sources' })}
      />
    </div>
  );
}

function Name({ source, isReadOnly }: HeadProps): ReactElement {
  const [name, setName] = useState(source.name);
  const keep = (): void => {
    run((index) => renameSource(index, source.id, name));
    if (name.trim() === '') setName(source.name);
  };
  return (
    <input
      className="source-head__name"
      aria-label="Name of the source"
      value={name}
      maxLength={limits.name}
      readOnly={isReadOnly}
      data-own-undo
      onChange={({ currentTarget }) => setName(currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key !== 'Escape' || name === source.name) return;
        event.preventDefault();
        setName(source.name);
      }}
    />
  );
}
