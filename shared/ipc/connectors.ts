// What a window is shown of connectors beside the project's own data: nothing of a secret but whether there is one.
import { z } from 'zod';
import { entityIdSchema } from '#shared/model/ids.ts';
import { appErrorSchema } from '#shared/errors/app-error.ts';

const requestError = z.object({
  /** Epoch ms. */
  at: z.number(),
  method: z.string(),
  /** Without query. */
  address: z.string(),
  /** Null when there was no answer. */
  status: z.int().nullable(),
  message: z.string(),
});

export const connectorStatusSchema = z.object({
  id: z.string(),
  hasSecret: z.boolean(),
  /** Servers of its patterns that the secret was not entered for; it is not sent there. */
  missingServers: z.array(z.string()),
  /** Of the last 24 hours. */
  requests: z.int(),
  errors: z.int(),
  /** Latest first. */
  lastErrors: z.array(requestError),
});

export const connectorStatusesSchema = z.object({
  connectors: z.array(connectorStatusSchema),
  /** Development: this computer and its network may be reached. */
  allowsLocalAddresses: z.boolean(),
});

/** Write-only: no answer gives a secret back. */
export const saveSecretSchema = z.object({ id: entityIdSchema, secret: z.string().min(1).max(8000) });

export const connectorTestSchema = z.object({
  answer: z
    .object({
      status: z.int(),
      statusText: z.string(),
      url: z.string(),
      durationMs: z.number(),
      bytes: z.int(),
    })
    .nullable(),
  error: appErrorSchema.nullable(),
});

export type ConnectorStatus = z.infer<typeof connectorStatusSchema>;
export type ConnectorStatuses = z.infer<typeof connectorStatusesSchema>;
export type ConnectorTest = z.infer<typeof connectorTestSchema>;
export type ConnectorRequestError = z.infer<typeof requestError>;
