// What a new project can begin with, in the words of the start screen. The projects themselves are in resources/presets.
import appointment from './help/appointment.md?raw';
import helpDesk from './help/it-help-desk.md?raw';
import orderStatus from './help/order-status.md?raw';
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
  {
    id: 'order-status',
    label: 'Order status',
    description: 'For a shop: looks up orders and reports problems with them, by actions.',
    help: orderStatus,
  },
  {
    id: 'appointment',
    label: 'Appointment',
    description: 'For a clinic: finds free times and books them, by actions.',
    help: appointment,
  },
  {
    id: 'it-help-desk',
    label: 'IT help desk',
    description: 'For an office: answers from instructions and opens tickets, by an action.',
    help: helpDesk,
  },
];
