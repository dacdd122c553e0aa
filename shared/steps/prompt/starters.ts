// Tools that many prompts have, to begin with.
import type { ItemStarter } from '#shared/model/field.ts';

type Parameter = readonly [name: string, description: string, choices?: readonly string[]];

function tool(
  name: string,
  description: string,
  useCases: readonly string[],
  parameters: readonly Parameter[],
): ItemStarter['item'] {
  return {
    id: 'tool',
    name,
    description,
    useCases: useCases.map((text) => ({ id: 'use_case', text })),
    parameters: parameters.map(([parameter, meaning, choices]) => ({
      id: 'parameter',
      name: parameter,
      type: choices === undefined ? 'string' : 'choice',
      isRequired: true,
      description: meaning,
      choices: (choices ?? []).map((value) => ({ id: 'choice', value })),
    })),
    condition: { combinator: 'and', rules: [] },
  };
}

export const toolStarters: readonly ItemStarter[] = [
  {
    title: 'Answer',
    help: 'Writes what a Reply with an empty text says',
    item: tool(
      'Answer',
      'Answers the customer’s question in a message.',
      ['asks something', 'says hello or thanks'],
      [['content', 'What to say to the customer.']],
    ),
  },
  {
    title: 'Collect e-mail',
    help: 'Takes the address that the customer writes',
    item: tool(
      'Collect e-mail',
      'Takes down the e-mail address that the customer has written.',
      ['writes their e-mail address'],
      [['email', 'The e-mail address, as the customer wrote it.']],
    ),
  },
  {
    title: 'Escalate',
    help: 'Asks a colleague to take over',
    item: tool(
      'Escalate',
      'Asks a human colleague to take over the conversation.',
      ['wants to talk to a person', 'is upset or complains', 'needs what no other tool can do'],
      [['topic', 'What it is about, in one sentence.']],
    ),
  },
  {
    title: 'Sort by topic',
    help: 'Picks one of several topics',
    item: tool(
      'Sort by topic',
      'Finds out what the customer’s request is about.',
      ['begins with a new request'],
      [['topic', 'What the request is about.', ['billing', 'technical', 'other']]],
    ),
  },
];
