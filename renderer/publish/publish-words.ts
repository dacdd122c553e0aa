// Words for what publishing has ids and codes for.
import type { PublishProgress } from '#shared/ipc/publish.ts';
import { assertNever } from '#shared/util/assert-never.ts';
import type { ProjectIndex } from '../state/project-index.ts';

/** Of a secret by the name that the runtime has for it. */
export function secretWords(name: string, { connectors, integrations }: ProjectIndex): string {
  const at = name.indexOf(':');
  const [kind, id] = [name.slice(0, at), name.slice(at + 1)];
  if (kind === 'connector') return `Secret of the connector “${connectors.get(id)?.name ?? id}”`;
  if (kind === 'integration') return `Access of the integration “${integrations.get(id)?.name ?? id}”`;
  return `Key of the model provider “${id}”`;
}

export function progressWords({ stage, done, total }: PublishProgress): string {
  switch (stage) {
    case 'bundle':
      return 'Sending the project…';
    case 'knowledge':
      return `Sending knowledge: ${done} of ${total} documents…`;
    case 'activate':
      return 'Making it live…';
    default:
      return assertNever(stage);
  }
}

export const capitalized = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
