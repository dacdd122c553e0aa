import type { Action } from '../commands/actions/action.ts';
import { newId } from '../state/new-id.ts';
import { currentProject, run } from '../state/project-store.ts';
import { closeScreen, isScreenOpen } from '../state/screen-store.ts';
import { addConnector, type presets } from './connector-commands.ts';
import { openConnectors } from './screen-store.ts';

export const connectorsAction: Action = {
  id: 'connectors.toggle',
  title: 'Connectors',
  group: 'Project',
  keys: ['Alt+7'],
  where: 'everywhere',
  words: 'show hide api keys secrets fetch stripe http services',
  run() {
    if (isScreenOpen('connectors')) closeScreen();
    else openConnectors(null);
  },
};

const mayEdit = (): boolean => currentProject()?.readOnly === null;

export function makeConnector(preset: keyof typeof presets): void {
  const id = newId('connector');
  run((index) => addConnector(index, preset, id));
  openConnectors(id);
}

export const connectorsActions: readonly Action[] = [
  connectorsAction,
  {
    id: 'connectors.add-stripe',
    title: 'Add a Stripe connector',
    group: 'Project',
    words: 'new api key payments',
    isPossible: mayEdit,
    run: () => makeConnector('stripe'),
  },
  {
    id: 'connectors.add-custom',
    title: 'Add a custom connector',
    group: 'Project',
    words: 'new api key service http',
    isPossible: mayEdit,
    run: () => makeConnector('custom'),
  },
];
