// Words for what publishing has ids and codes for.
import { z } from 'zod';
import type { AppError } from '#shared/errors/app-error.ts';
import type { PublishLook, PublishProgress } from '#shared/ipc/publish.ts';
import { assertNever } from '#shared/util/assert-never.ts';
import type { ProjectIndex } from '../state/project-index.ts';

/** `connector:stripe` → `connector` and `stripe`. */
export function partsOfSecret(name: string): { readonly kind: string; readonly id: string } {
  const at = name.indexOf(':');
  return { kind: name.slice(0, at), id: name.slice(at + 1) };
}

/** It keeps the project from going live. */
export const isMissing = (state: PublishLook['secrets'][number]['state']): boolean =>
  state === 'absent' || state === 'elsewhere';

/** Of a secret by the name that the runtime has for it. */
export function secretWords(name: string, { connectors, integrations }: ProjectIndex): string {
  const { kind, id } = partsOfSecret(name);
  if (kind === 'connector') return `Secret of the connector “${connectors.get(id)?.name ?? id}”`;
  if (kind === 'integration') return `Access of the integration “${integrations.get(id)?.name ?? id}”`;
  return `Key of the model provider “${id}”`;
}

const missingSecrets = z.object({ missing: z.object({ secrets: z.array(z.string()).min(1) }) });

/** Missing secrets by the names of what they are for. */
export function troubleWords({ code, message, details }: AppError, index: ProjectIndex): string {
  const { data } = missingSecrets.safeParse(details);
  if (code !== 'PUBLISH_INCOMPLETE' || data === undefined) return message;
  const names = data.missing.secrets.map((name) => secretWords(name, index)).join(', ');
  return `The runtime has not got all that is needed here. ${names}: give it under “What it needs”, then try again.`;
}

/** Where a local service is, and what becomes of it. */
export function localWords({ name, server }: PublishLook['localServices'][number]): string {
  const [, file] = /^sqlite:(.*)$/su.exec(server) ?? [];
  const where =
    file === undefined ? `is at ${server}, on one computer or in its network` : `is the SQLite file ${file}`;
  return `“${name}” ${where}.`;
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
