// The ways to put something into the knowledge, for menu, empty screen, palette and drops.
import {
  type Icon,
  IconAlignLeft,
  IconFile,
  IconFileTypeCsv,
  IconFolder,
  IconMessageQuestion,
  IconSitemap,
  IconWorld,
} from '@tabler/icons-react';
import type { Action } from '../commands/actions/action.ts';
import { currentProject } from '../state/project-store.ts';
import { addAnswer, openKnowledgeDialog } from './dialog-store.ts';
import { type Gathered, gatherChosen } from './gathered-files.ts';
import { importFiles } from './import-store.ts';
import { documentEndings, pickFiles } from './pick-files.ts';
import { openKnowledge } from './screen-store.ts';

export interface WayToAdd extends Action {
  /** On the menu, where "add" is said already. */
  readonly label: string;
  readonly Icon: Icon;
}

const canEdit = (): boolean => currentProject()?.readOnly === null;

export function addFiles(gathering: Promise<Gathered>): void {
  openKnowledge({ kind: 'sources' });
  void importFiles(gathering);
}

const pick = (what: Parameters<typeof pickFiles>[0]): void =>
  pickFiles(what, (files) => addFiles(Promise.resolve(gatherChosen(files))));

const way = (id: string, label: string, Icon: Icon, title: string, run: () => void): WayToAdd => ({
  id: `knowledge.${id}`,
  label,
  Icon,
  title,
  group: 'Project',
  words: 'knowledge source import document',
  isPossible: canEdit,
  run,
});

export const waysToAdd = {
  files: way('add-files', 'Files…', IconFile, 'Add files to the knowledge…', () =>
    pick({ accept: documentEndings }),
  ),
  folder: way('add-folder', 'A folder…', IconFolder, 'Add a folder to the knowledge…', () =>
    pick({ isFolder: true }),
  ),
  webPage: way('add-page', 'A web page…', IconWorld, 'Add a web page to the knowledge…', () =>
    openKnowledgeDialog({ kind: 'web-page' }),
  ),
  website: way('add-website', 'A website…', IconSitemap, 'Add a website to the knowledge…', () =>
    openKnowledgeDialog({ kind: 'website' }),
  ),
  text: way('add-text', 'A text…', IconAlignLeft, 'Write a text for the knowledge…', () =>
    openKnowledgeDialog({ kind: 'text' }),
  ),
  answer: way(
    'add-answer',
    'A question and its answer…',
    IconMessageQuestion,
    'Add an answer to the knowledge…',
    () => addAnswer(''),
  ),
  csv: way('add-csv', 'Questions from CSV…', IconFileTypeCsv, 'Add questions from a CSV file…', () =>
    pick({ accept: '.csv,.tsv' }),
  ),
} as const satisfies Record<string, WayToAdd>;
