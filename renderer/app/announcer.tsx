// Says what happened to those who cannot see it: each change of the project by its name, and what was undone.
import type { ReactElement } from 'react';
import { create } from 'zustand';
import { onProjectChange } from '../state/project-store.ts';

const useWords = create<{ readonly words: string }>(() => ({ words: '' }));

onProjectChange((project, before) => {
  if (project === null || before === null || project.path !== before.path) return;
  const words = inWords(project, before);
  if (words !== null) useWords.setState({ words });
});

export function Announcer(): ReactElement {
  const words = useWords((state) => state.words);
  return (
    <div className="dg-visually-hidden" role="status" aria-label="What happened">
      {words}
    </div>
  );
}

interface Labels {
  readonly undoLabel: string | null;
  readonly redoLabel: string | null;
}

function inWords(now: Labels, before: Labels): string | null {
  if (now.redoLabel !== null && now.redoLabel === before.undoLabel) return `Undone: ${now.redoLabel}`;
  if (now.undoLabel !== null && now.undoLabel === before.redoLabel) return `Redone: ${now.undoLabel}`;
  return now.undoLabel === before.undoLabel || now.undoLabel === null ? null : `Done: ${now.undoLabel}`;
}
