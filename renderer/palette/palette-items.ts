// What the palette offers for the words typed so far.
import { type Action, allActions, isPossible } from '../commands/actions/action.ts';
import { goTo } from '../state/go-to.ts';
import type { ProjectIndex } from '../state/project-index.ts';
import type { KindDefinition } from '../state/step-kinds.ts';
import { ranked } from '../ui/ranked.ts';
import { findInProject, type ProjectMatch, type Snippet } from './find-in-project.ts';
import type { PaletteMode, PickItem } from './palette-store.ts';

export interface PaletteItem {
  readonly id: string;
  readonly section: string;
  readonly label: string;
  readonly detail: string;
  readonly snippet: Snippet | null;
  readonly keys: string | null;
  /** Of a place in a step; null = no tile. */
  readonly kind: KindDefinition | null;
  run(): void;
}

const mostInAll = 30;

export function itemsFor(mode: PaletteMode, index: ProjectIndex, query: string): readonly PaletteItem[] {
  switch (mode.kind) {
    case 'pick':
      return ranked(mode.items, query, ({ label, detail }) => ({ title: label, more: detail })).map(ofPick);
    case 'find':
      return findInProject(index, query).map(ofMatch);
    case 'all': {
      const actions = ranked(
        allActions().filter((action) => action.id !== 'palette.open' && isPossible(action)),
        query,
        ({ title, group, words }) => ({ title, more: `${group} ${words ?? ''}` }),
      );
      return [...actions.map(ofAction), ...findInProject(index, query, mostInAll).map(ofMatch)];
    }
    default:
      return mode satisfies never;
  }
}

const ofAction = (action: Action): PaletteItem => ({
  id: action.id,
  section: action.group,
  label: action.title,
  detail: action.detail ?? '',
  snippet: null,
  keys: action.keys?.[0] ?? null,
  kind: null,
  run: () => action.run(),
});

const ofPick = (item: PickItem): PaletteItem => ({
  id: item.id,
  section: item.section ?? 'Choose',
  label: item.label,
  detail: item.detail ?? '',
  snippet: null,
  keys: null,
  kind: null,
  run: () => item.run(),
});

const ofMatch = (match: ProjectMatch): PaletteItem => ({
  id: `${match.section} ${match.workflowId ?? ''} ${match.stepId ?? ''} ${match.field ?? ''}`,
  section: match.section,
  label: match.title,
  detail: match.detail,
  snippet: match.snippet,
  keys: null,
  kind: match.kind ?? null,
  run: () => goTo(match),
});
