// What the driver of services is handed: the project as it is now, and secrets, which whoever runs it keeps.
import type { Integration } from '#shared/model/entities/integration.ts';
import type { Operation } from '#shared/model/entities/operation.ts';
import type { RequestOutcome } from '../http/send-through-connector.ts';

export interface ServiceAccess {
  /** Of the project: rate limits, tokens and kept answers are shared within it. */
  readonly scope: string;
  /** What the keys of effects are unique in; the same when a turn is run again. */
  readonly idempotencyScope: string;
  integrations(): readonly Integration[];
  operations(): readonly Operation[];
  secretOf(integrationId: string): Promise<ServiceSecret | undefined>;
  tokensOf(integrationId: string): Promise<OAuthTokens | undefined>;
  saveTokens(integrationId: string, tokens: OAuthTokens): Promise<void>;
  /** Development: whether this computer and its network may be reached. */
  allowsLocal(): boolean;
  /** Told of every request and query of an integration. */
  onRequest?(integrationId: string, outcome: RequestOutcome): void;
}

/** A key, a password, or a client's secret. */
export interface ServiceSecret {
  /** Empty for databases without a password and for files. */
  readonly value: string;
  /** The servers it was entered for, as `serversOf` writes them; it is sent to no others. */
  readonly servers: readonly string[];
}

export interface OAuthTokens {
  readonly accessToken: string;
  readonly refreshToken: string | null;
  /** Epoch ms; null = the server did not say. */
  readonly expiresAt: number | null;
  /** The servers they were asked for. */
  readonly servers: readonly string[];
}

/** One integration of one project, as the driver of services works for it. */
export interface ServiceOf {
  readonly access: ServiceAccess;
  readonly integration: Integration;
}
