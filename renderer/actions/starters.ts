// What a new action can begin as: the tasks that most support teams have. Only the service behind it is still to be chosen.
import {
  type Icon,
  IconAddressBook,
  IconDiscount2,
  IconMailCheck,
  IconPackage,
  IconPhoneCall,
  IconTicket,
} from '@tabler/icons-react';
import type { z } from 'zod';
import {
  type Action,
  type actionInputSchema,
  actionSchema,
  type ActionType,
} from '#shared/model/entities/action.ts';
import { newId } from '../state/new-id.ts';
import { typeWords } from './action-types.tsx';

type Input = Partial<Omit<z.input<typeof actionInputSchema>, 'choices'>> & {
  readonly name: string;
  readonly choices?: readonly string[];
};

interface Starter extends Partial<
  Pick<Action, 'effect' | 'confirmation' | 'permission' | 'successMessage' | 'failureMessage'>
> {
  readonly name: string;
  /** For the gallery, as `Icon` and the colours of its `group` are. */
  readonly about: string;
  readonly Icon: Icon;
  readonly group: string;
  readonly description: string;
  readonly trigger: string;
  readonly examples: readonly string[];
  readonly inputs: readonly Input[];
}

const busy = 'That did not work just now. Please try again in a few minutes.';

export const starters: readonly Starter[] = [
  {
    name: 'Check order status',
    Icon: IconPackage,
    group: 'data',
    about: 'Where an order is, and when it arrives.',
    description: 'Looks up an order by its number: what state it is in, and when it will arrive.',
    trigger: 'The customer asks where an order is or when it comes. Ask for the order number first.',
    examples: ['Where is my order 1042?', 'Has my package been shipped yet?'],
    inputs: [{ name: 'order_number', description: 'The number of the order, as the customer wrote it.' }],
    effect: 'read',
    confirmation: 'never',
    permission: 'verified',
    failureMessage: busy,
  },
  {
    name: 'Schedule a callback',
    Icon: IconPhoneCall,
    group: 'message',
    about: 'A phone call, when it suits the customer.',
    description: 'Books a phone call with a person of the team, at a time that suits the customer.',
    trigger: 'The customer wants to talk to somebody on the phone. Ask for the number and the time first.',
    examples: ['Can somebody call me tomorrow at ten?', 'Please call me back'],
    inputs: [
      { name: 'phone', description: 'The phone number to call, with its country code.', isSensitive: true },
      { name: 'time', description: 'When to call: date and time, such as 2026-05-04T10:00.' },
      { name: 'topic', description: 'What it is about, in a few words.', isRequired: false },
    ],
    effect: 'write',
    confirmation: 'always',
    successMessage: 'Your callback is booked.',
    failureMessage: 'That time could not be booked. Please choose another one.',
  },
  {
    name: 'Apply a discount',
    Icon: IconDiscount2,
    group: 'logic',
    about: 'Money off, once an operator agrees.',
    description: 'Takes a percentage off an order of the customer. An operator must agree each time.',
    trigger: 'The customer had trouble with an order and asks for money off. Never offer it unasked.',
    examples: ['Can I get a discount for the delay?', 'My order came broken, what can you do?'],
    inputs: [
      { name: 'order_number', description: 'The number of the order.' },
      { name: 'percent', type: 'number', description: 'How many percent to take off, from 1 to 20.' },
      { name: 'reason', description: 'Why, in one sentence, for the operator who decides.' },
    ],
    effect: 'write',
    confirmation: 'never',
    permission: 'operator',
    successMessage: 'The discount is on your order.',
    failureMessage: 'We cannot give a discount on this order.',
  },
  {
    name: 'Create a ticket',
    Icon: IconTicket,
    group: 'people',
    about: 'A case for the team in your help desk.',
    description: 'Opens a ticket for the team with what the customer reported.',
    trigger: 'The customer reports a problem that cannot be solved in the conversation.',
    examples: ['I want to report a bug', 'Please open a ticket for this'],
    inputs: [
      { name: 'subject', description: 'The problem in one line.' },
      { name: 'details', description: 'What happened, with everything the customer said about it.' },
      {
        name: 'priority',
        type: 'choice',
        description: 'How urgent it is: high only when the customer cannot go on.',
        choices: ['low', 'normal', 'high'],
      },
    ],
    effect: 'write',
    confirmation: 'always',
    successMessage: 'Your ticket is open. We will answer by e-mail.',
    failureMessage: busy,
  },
  {
    name: 'Send a confirmation',
    Icon: IconMailCheck,
    group: 'ai',
    about: 'What was agreed, by e-mail.',
    description: 'Sends the customer an e-mail with what was agreed in the conversation.',
    trigger: 'The customer wants in writing what was agreed.',
    examples: ['Can you send me that by e-mail?', 'I need a confirmation'],
    inputs: [
      { name: 'email', description: 'The address to send it to.', isSensitive: true },
      { name: 'text', description: 'What was agreed, in two or three sentences.' },
    ],
    effect: 'irreversible',
    confirmation: 'irreversible',
    permission: 'identified',
    successMessage: 'The confirmation is on its way.',
    failureMessage: 'The confirmation could not be sent. Please check the address.',
  },
  {
    name: 'Update contact info',
    Icon: IconAddressBook,
    group: 'trigger',
    about: 'A new address or phone number.',
    description: 'Changes the e-mail address or the phone number that is kept for the customer.',
    trigger: 'The customer says that their address or number has changed.',
    examples: ['My e-mail address has changed', 'Here is my new phone number'],
    inputs: [
      { name: 'email', description: 'The new e-mail address.', isRequired: false, isSensitive: true },
      { name: 'phone', description: 'The new phone number.', isRequired: false, isSensitive: true },
    ],
    effect: 'write',
    confirmation: 'always',
    permission: 'verified',
    successMessage: 'Your contact details are changed.',
    failureMessage: busy,
  },
];

/** An action of a type from nothing, or from a starter. */
export const newAction = (name: string, type: ActionType): Action =>
  actionSchema.parse({ id: newId('action'), name, type });

export function actionFrom({
  about: _about,
  Icon: _icon,
  group: _group,
  examples,
  inputs,
  ...starter
}: Starter): Action {
  return actionSchema.parse({
    ...starter,
    id: newId('action'),
    type: 'integration',
    examples: examples.map((text) => ({ id: newId('example'), text })),
    inputs: inputs.map(({ choices = [], ...input }) => ({
      ...input,
      id: newId('input'),
      choices: choices.map((value) => ({ id: newId('choice'), value })),
    })),
  });
}

export const plainName = (type: ActionType): string => `New ${typeWords[type].title.toLowerCase()} action`;
