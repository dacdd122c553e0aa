import { z } from 'zod';
import { testUserIdSchema } from '../ids.ts';
import { limits } from '../limits.ts';

const attributeValue = z.union([z.string().max(limits.text), z.number(), z.boolean(), z.null()]);

export const attributesSchema = z.record(z.string().min(1).max(limits.name), attributeValue);

export const organizationSchema = z.object({
  internalId: z.string().min(1).max(limits.name),
  externalId: z.union([z.string().max(limits.name), z.number()]),
  name: z.string().max(limits.name),
  attrs: attributesSchema.nullable().default(null),
});

const identities = ['anonymous', 'identified', 'verified'] as const;
export const channelKinds = ['web', 'email'] as const;

/** A simulated customer. `verified` is an identified customer whose session the customer's backend vouched for. */
export const testUserSchema = z.object({
  id: testUserIdSchema,
  name: z.string().min(1).max(limits.name),
  identity: z.enum(identities),
  externalId: z
    .union([z.string().max(limits.name), z.number()])
    .nullable()
    .default(null),
  email: z.string().max(320).nullable().default(null),
  attrs: attributesSchema.default({}),
  organizations: z.array(organizationSchema).max(20).default([]),
  channel: z.enum(channelKinds).default('web'),
});

export type Organization = z.infer<typeof organizationSchema>;
export type TestUser = z.infer<typeof testUserSchema>;
