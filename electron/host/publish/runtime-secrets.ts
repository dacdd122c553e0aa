// What a runtime is given of secrets: what this author has in the vault, or types.
// Invariants: each goes with the servers that it may be sent to; nothing of it goes to a window.
import { AppError } from '#shared/errors/app-error.ts';
import { originsOf } from '#shared/model/connectors/choose-connector.ts';
import { serversOf } from '#shared/model/integrations/servers.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import type { SecretRequest } from '#shared/runtime-api/publishing.ts';
import { checkedSecret } from '../connectors/checked-secret.ts';
import type { Connectors } from '../connectors/connectors.ts';
import { findIntegration, type Integrations } from '../integrations/integrations.ts';
import type { ModelProviders } from '../models/model-providers.ts';

export interface RuntimeSecrets {
  /** By the name that the bundle's needs have for it; undefined when it is not in the vault. */
  kept(document: ProjectDocument, name: string): Promise<SecretRequest | undefined>;
  /** Throws INVALID_INPUT; the message has nothing of the value. */
  typed(document: ProjectDocument, name: string, value: string): Promise<SecretRequest>;
  /** For a project that goes live without it: sent to no server, so that what uses it fails. Undefined for keys of models. */
  none(name: string): SecretRequest | undefined;
}

interface Sources {
  readonly connectors: Pick<Connectors, 'secretOf'>;
  readonly integrations: Pick<Integrations, 'secretOf' | 'tokensOf'>;
  readonly models: Pick<ModelProviders, 'find'>;
}

const wellKnown = ['openai', 'anthropic', 'google'] as const;
const standardTimeout = 60;

export function createRuntimeSecrets({ connectors, integrations, models }: Sources): RuntimeSecrets {
  async function modelSecret(providerId: string, typed?: string): Promise<SecretRequest | undefined> {
    const found = await models.find(providerId);
    const known = wellKnown.find((each) => each === providerId);
    if (found === undefined) {
      if (typed === undefined || known === undefined) return undefined;
      const provider = { kind: known, baseUrl: null, timeoutSeconds: standardTimeout };
      return { kind: 'model', value: typed, provider };
    }
    const { kind, baseUrl, apiKey, timeoutMs = standardTimeout * 1000 } = found;
    if (typed === undefined && apiKey === null && kind !== 'openai-compatible') return undefined;
    const provider = { kind, baseUrl, timeoutSeconds: timeoutMs / 1000 };
    return { kind: 'model', value: typed ?? apiKey, provider };
  }

  async function keptIntegration(document: ProjectDocument, id: string): Promise<SecretRequest | undefined> {
    const secret = await integrations.secretOf(document, id);
    const tokens = await integrations.tokensOf(document, id);
    if (secret === undefined && tokens === undefined) return undefined;
    return {
      kind: 'integration',
      value: secret?.value ?? '',
      servers: [...(secret?.servers ?? [])],
      tokens: tokens === undefined ? null : { ...tokens, servers: [...tokens.servers] },
    };
  }

  return {
    async kept(document, name) {
      const [kind, id] = partsOf(name);
      if (kind === 'model') return modelSecret(id);
      if (kind === 'integration') return keptIntegration(document, id);
      const secret = await connectors.secretOf(document, id);
      return secret && { kind: 'connector', value: secret.value, origins: [...secret.origins] };
    },
    async typed(document, name, value) {
      const [kind, id] = partsOf(name);
      if (kind === 'model') {
        if (value.trim() === '') throw new AppError('INVALID_INPUT', 'Type the key of the model provider.');
        const secret = await modelSecret(id, value.trim());
        if (secret !== undefined) return secret;
        throw new AppError(
          'INVALID_INPUT',
          `Where the models of “${id}” are is not known here. Add the provider in the settings, under Models, then publish again.`,
        );
      }
      if (kind === 'integration') return typedIntegration(document, id, value);
      const connector = document.connectors.find((each) => each.id === id);
      if (connector === undefined)
        throw new AppError('INVALID_INPUT', 'This connector does not exist any more.');
      return { kind: 'connector', value: checkedSecret(value), origins: [...originsOf(connector)] };
    },
    none(name) {
      const [kind] = partsOf(name);
      if (kind === 'connector') return { kind, value: 'none was given', origins: [] };
      return kind === 'integration' ? { kind, value: '', servers: [], tokens: null } : undefined;
    },
  };
}

function typedIntegration(document: ProjectDocument, id: string, value: string): SecretRequest {
  const integration = findIntegration(document, id);
  const { name, service } = integration;
  if (service.kind === 'http' && service.authorization.kind === 'oauth2') {
    throw new AppError(
      'INVALID_INPUT',
      `“${name}” signs in by OAuth 2. Sign in under Integrations, then send what is on this computer.`,
    );
  }
  const checked = service.kind === 'database' ? value : checkedSecret(value);
  return { kind: 'integration', value: checked, servers: [...serversOf(integration)], tokens: null };
}

function partsOf(name: string): readonly [kind: string, id: string] {
  const at = name.indexOf(':');
  return [name.slice(0, at), name.slice(at + 1)];
}
