import { ActionIcon, Menu } from '@mantine/core';
import {
  IconDots,
  IconDownload,
  IconExternalLink,
  IconList,
  IconRefresh,
  IconTrash,
} from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { KnowledgeSource } from '#shared/model/entities/knowledge-source.ts';
import { run } from '../state/project-store.ts';
import { offerUndo } from '../workflows/undo-notice.tsx';
import { exportQuestions, exportWords } from './export-questions.ts';
import { readAgain } from './import-store.ts';
import { removeSource } from './knowledge-commands.ts';
import { documentEndings, pickFiles } from './pick-files.ts';
import { openKnowledge } from './screen-store.ts';

interface SourceMenuProps {
  readonly source: KnowledgeSource;
  readonly isReadOnly: boolean;
  readonly onRemoved?: () => void;
}

export function SourceMenu({ source, isReadOnly, onRemoved }: SourceMenuProps): ReactElement {
  const { id, name, kind, origin } = source;
  const isWeb = kind === 'web-page' || kind === 'website';
  const remove = (): void => {
    run((index) => {
      const command = removeSource(index, id);
      if (command !== null) offerUndo(`“${name}” is removed.`, command.label);
      return command;
    });
    onRemoved?.();
  };
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <ActionIcon size={28} aria-label={`Menu of source ${name}`}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconList size={15} />}
          onClick={() => openKnowledge({ kind: 'source', sourceId: id })}
        >
          {kind === 'questions' ? 'Show the questions' : 'Show the passages'}
        </Menu.Item>
        {isWeb && origin !== null && (
          <Menu.Item
            leftSection={<IconExternalLink size={15} />}
            component="a"
            href={origin}
            target="_blank"
            rel="noopener noreferrer"
          >
            Open in the browser
          </Menu.Item>
        )}
        {kind === 'questions' && (
          <Menu.Item leftSection={<IconDownload size={15} />} onClick={() => void exportQuestions(id, name)}>
            {exportWords}
          </Menu.Item>
        )}
        {!isReadOnly && (
          <>
            <Menu.Item leftSection={<IconRefresh size={15} />} onClick={() => update(source)}>
              {updateWords(kind)}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item data-danger leftSection={<IconTrash size={15} />} onClick={remove}>
              Remove
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

export function updateWords(kind: KnowledgeSource['kind']): string {
  return kind === 'web-page' || kind === 'website' ? 'Read it again' : 'Replace with a newer file…';
}

/** Reads it from where it was, or from a file that the author chooses. */
export function update({ id, name, kind }: KnowledgeSource): void {
  openKnowledge();
  if (kind === 'web-page' || kind === 'website') void readAgain(id, name, null);
  else {
    const accept = kind === 'questions' ? '.csv,.tsv' : documentEndings;
    pickFiles({ accept, isOne: true }, ([file]) => {
      if (file !== undefined) void readAgain(id, name, file);
    });
  }
}
