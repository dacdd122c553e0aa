// What is said around an action when its author wrote nothing.
import type { Action } from '#shared/model/entities/action.ts';
import type { JsonObject } from '#shared/util/json.ts';
import { redacted } from './redact-inputs.ts';

const usual = {
  yesLabel: 'Yes',
  noLabel: 'No',
  changeLabel: 'Change something',
  changeMessage: 'What should be different?',
  waitingMessage: 'A colleague has to allow this first. I go on as soon as they have.',
  cancelLabel: 'Never mind',
  refusedMessage: 'A colleague has decided that this cannot be done.',
} as const;

export const wordsOf = (action: Action, name: keyof typeof usual): string =>
  action[name].trim() === '' ? usual[name] : action[name];

/** A template whose `args` are the inputs: every value that was given, sensitive ones hidden. */
export function questionOf({ name, inputs, confirmMessage }: Action, given: JsonObject): string {
  if (confirmMessage.trim() !== '') return confirmMessage;
  const lines = inputs
    .filter((input) => Object.hasOwn(given, input.name))
    .map((input) => {
      const label = plain(input.name.replaceAll('_', ' '));
      return `- ${label}: ${input.isSensitive ? redacted : `{{args.${input.name}}}`}`;
    });
  return [`**${plain(name)}**: shall I do this?`, ...(lines.length === 0 ? [] : ['', ...lines])].join('\n');
}

/** Names stand in a template here and are not to be read as one. */
const plain = (text: string): string => text.replaceAll(/[{}*_[\]<>`]/gu, ' ').trim();
