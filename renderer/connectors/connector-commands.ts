// Commands on connectors. Secrets are no part of them: they go to the host alone.
import type { Connector } from '#shared/model/entities/connector.ts';
import { limits } from '#shared/model/limits.ts';
import type { Command } from '../state/pending-edits.ts';
import type { ProjectIndex } from '../state/project-index.ts';

export const presets = {
  stripe: {
    title: 'Stripe',
    detail: 'Subscriptions, invoices, billing portal',
    provider: 'stripe',
    urlPatterns: ['https://api.stripe.com/*'],
    secretPlacement: { in: 'header', name: 'Authorization', template: 'Bearer {{secret}}' },
  },
  custom: {
    title: 'Custom',
    detail: 'Any service with an address and a key',
    provider: 'custom',
    urlPatterns: [],
    secretPlacement: { in: 'header', name: 'Authorization', template: 'Bearer {{secret}}' },
  },
} as const satisfies Record<string, Preset>;

interface Preset extends Pick<Connector, 'provider' | 'secretPlacement'> {
  readonly title: string;
  readonly detail: string;
  readonly urlPatterns: readonly string[];
}

export function addConnector(index: ProjectIndex, preset: keyof typeof presets, id: string): Command {
  const { title, provider, urlPatterns, secretPlacement } = presets[preset];
  const name = freeConnectorName(index, preset === 'custom' ? 'Connector' : title);
  const value: Connector = { id, name, provider, urlPatterns: [...urlPatterns], secretPlacement };
  return { label: `Add connector ${name}`, patches: [{ collection: 'connectors', id, value }] };
}

/** `part` names what is typed on, so that a pause-free change of it is one undo step. */
export function changeConnector(
  index: ProjectIndex,
  id: string,
  change: Partial<Omit<Connector, 'id'>>,
  part: string,
): Command | null {
  const connector = index.connectors.get(id);
  if (connector === undefined) return null;
  const value = { ...connector, ...change };
  if (JSON.stringify(value) === JSON.stringify(connector)) return null;
  return {
    label: `Change ${part} of connector ${connector.name}`.slice(0, limits.name),
    patches: [{ collection: 'connectors', id, value }],
    coalesceKey: `connector-${id}-${part}`,
  };
}

export function removeConnector(index: ProjectIndex, id: string): Command | null {
  const connector = index.connectors.get(id);
  if (connector === undefined) return null;
  return {
    label: `Delete connector ${connector.name}`.slice(0, limits.name),
    patches: [{ collection: 'connectors', id, value: null }],
  };
}

export function isNameTaken(index: ProjectIndex, id: string, name: string): boolean {
  const wanted = name.trim().toLowerCase();
  return [...index.connectors.values()].some(
    (other) => other.id !== id && other.name.trim().toLowerCase() === wanted,
  );
}

export function freeConnectorName(index: ProjectIndex, name: string): string {
  for (let count = 1; ; count += 1) {
    const wanted = count === 1 ? name : `${name} ${count}`;
    if (!isNameTaken(index, '', wanted)) return wanted;
  }
}
