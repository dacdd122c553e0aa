import { Badge, Switch, Tooltip, UnstyledButton } from '@mantine/core';
import { memo, type ReactElement } from 'react';
import type { SourceStatistics } from '#shared/ipc/knowledge.ts';
import type { KnowledgeSource } from '#shared/model/entities/knowledge-source.ts';
import { run } from '../state/project-store.ts';
import { timeAgo } from '../ui/time-ago.ts';
import { switchSource } from './knowledge-commands.ts';
import { kindWords, textSize } from './knowledge-words.ts';
import { counted } from '../ui/counted.ts';
import { RowWords } from '../ui/row-words.tsx';
import { openKnowledge } from './screen-store.ts';
import { SourceMenu } from './source-menu.tsx';
import { SourceTile } from './source-tile.tsx';

interface SourceRowProps {
  readonly source: KnowledgeSource;
  /** Undefined until the host counted. */
  readonly statistics: SourceStatistics | undefined;
  readonly isReadOnly: boolean;
  readonly now: number;
}

export const SourceRow = memo(({ source, statistics, isReadOnly, now }: SourceRowProps): ReactElement => {
  const { id, name, kind, isEnabled, importedAt } = source;
  return (
    <li className={`source-row${isEnabled ? '' : ' source-row--off'}`} data-source={id}>
      <UnstyledButton
        className="source-row__open"
        onClick={() => openKnowledge({ kind: 'source', sourceId: id })}
      >
        <SourceTile kind={kind} />
        <RowWords
          name={name}
          facts={`${factsOf(kind, statistics)}${importedAt === null ? '' : ` · ${timeAgo(importedAt, now)}`}`}
        />
        {statistics?.isMissing === true && <MissingBadge />}
        {!isEnabled && (
          <Badge size="sm" variant="default">
            Off
          </Badge>
        )}
      </UnstyledButton>
      <Tooltip label={isEnabled ? 'It is searched' : 'It is not searched'}>
        <Switch
          size="sm"
          aria-label={`Search ${name}`}
          checked={isEnabled}
          disabled={isReadOnly}
          onChange={({ currentTarget: { checked } }) => run((index) => switchSource(index, id, checked))}
        />
      </Tooltip>
      <SourceMenu source={source} isReadOnly={isReadOnly} />
    </li>
  );
});

function MissingBadge(): ReactElement {
  return (
    <Tooltip label="What it says is not in this project file. Read it again to bring it back.">
      <Badge size="sm" variant="light" color="red">
        Content missing
      </Badge>
    </Tooltip>
  );
}

/** `PDF · 34 passages · 48 KB of text` */
export function factsOf(kind: KnowledgeSource['kind'], statistics: SourceStatistics | undefined): string {
  if (statistics === undefined || statistics.isMissing) return kindWords[kind].label;
  const { documents, passages, characters } = statistics;
  const parts = [kindWords[kind].label];
  if (kind === 'questions') parts.push(counted(documents, 'question'));
  else {
    if (documents > 1) parts.push(counted(documents, 'page'));
    parts.push(counted(passages, 'passage'));
  }
  return [...parts, textSize(characters)].join(' · ');
}
