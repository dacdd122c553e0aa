// What a new project can begin with, in the words of the start screen. The projects themselves are in resources/presets.
import hello from './help/hello.md?raw';
import sales from './help/sales.md?raw';
import support from './help/support.md?raw';
import triage from './help/triage.md?raw';

export interface Preset {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** Markdown. */
  readonly help: string;
}

export const presets: readonly Preset[] = [
  {
    id: 'hello',
    label: 'From the Hello example',
    description: 'A greeting, a choice, a branch and a little code. The first two minutes.',
    help: hello,
  },
  {
    id: 'support',
    label: 'Support',
    description: 'Answers from help articles with their sources, and brings in a colleague.',
    help: support,
  },
  {
    id: 'triage',
    label: 'Triage',
    description: 'Sorts what comes in, and hands it to a specialist for each topic.',
    help: triage,
  },
  {
    id: 'sales',
    label: 'Sales',
    description: 'Answers questions, finds out who is interested, and arranges a call.',
    help: sales,
  },
];
