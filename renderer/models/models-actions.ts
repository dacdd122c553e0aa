import type { Action } from '../commands/actions/action.ts';
import { openSettings } from '../state/ui-store.ts';

export const modelsActions: readonly Action[] = [
  {
    id: 'project.models',
    title: 'Models and keys',
    group: 'Project',
    words: 'provider ai openai anthropic google ollama simulator connect api key',
    run: () => openSettings('models'),
  },
];
