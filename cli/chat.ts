// A conversation for reading: what was said, and what went wrong, as lines of text.
import type { RunEvent } from '#shared/engine/events.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import { plainText } from './plain-text.ts';

/** Turns run events into text; empty for what a reader of the conversation does not miss. */
export function createChat(document: ProjectDocument, customerName: string): (event: RunEvent) => string {
  const names = new Map<string, string>(document.assistants.map(({ id, name }) => [id, name]));
  const testUsers = new Map<string, string>(document.testUsers.map(({ id, name }) => [id, name]));
  const nameOf = (assistantId: string): string => names.get(assistantId) ?? 'Assistant';
  let isSimulated = false;
  let customer = customerName;
  return (event) => {
    switch (event.type) {
      case 'message.received':
        return said(customer, event.content);
      case 'reply':
        return said(nameOf(event.assistantId), event.content);
      case 'choice':
        return said(
          nameOf(event.assistantId),
          [event.content, ...event.options.map(({ label }) => `( ) ${label}`)].join('\n'),
        );
      case 'turn.started':
        return event.trigger === 'timeout' ? noted('The time ran out.') : '';
      case 'turn.failed':
        return noted(`The turn failed: ${event.error.message}`);
      case 'message.refused':
        return noted(`Not taken: ${event.error.message}`);
      case 'no_entry':
        return noted('No step takes this up.');
      case 'conversation.closed':
        return noted('The conversation is closed.');
      case 'model.answered': {
        const isFirst = !isSimulated && event.model === 'simulator';
        isSimulated ||= isFirst;
        return isFirst ? noted('Simulated: no model is connected.') : '';
      }
      case 'conversation.escalated':
        return noted(`An operator is asked for: ${event.note}`);
      case 'customer.changed':
        // Nobody is told the name of an anonymous customer, but who reads this chose it.
        customer = testUsers.get(event.internalId) ?? event.name ?? 'Customer';
        return noted(`Goes on as ${customer} (${event.identity}).`);
      case 'operator.joined':
        return noted('An operator takes over.');
      case 'operator.said':
        return said('Operator', event.content);
      case 'operator.left':
        return noted('The operator hands back.');
      default:
        // What steps did inside is for --json.
        return '';
    }
  };
}

function said(name: string, content: string): string {
  const indent = ' '.repeat(plainText(name).length + 2);
  return `${plainText(name)}: ${plainText(content).replaceAll('\n', `\n${indent}`)}\n`;
}

function noted(text: string): string {
  return `-- ${plainText(text)}\n`;
}
