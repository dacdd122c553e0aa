// What comparisons call the parts of assistants, services, actions and the like, in the words of their forms.
// Invariants: what signs in somewhere and what goes along in a header is only said to differ; a part that is not here is not said.
import { z } from 'zod';
import { actionSchema } from '#shared/model/entities/action.ts';
import { operationSchema } from '#shared/model/entities/operation.ts';
import { field, type FieldMeta } from '#shared/model/field.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import { type JsonObject, jsonObjectSchema } from '#shared/util/json.ts';

/** In the order they are told. */
export const comparedCollections = [
  ['assistants', 'Assistant'],
  ['testUsers', 'Test user'],
  ['knowledgeSources', 'Knowledge source'],
  ['connectors', 'Connector'],
  ['integrations', 'Integration'],
  ['operations', 'Operation'],
  ['actions', 'Action'],
  ['recordedConversations', 'Recorded conversation'],
  ['publishTargets', 'Publish target'],
] as const;

type ComparedCollection = (typeof comparedCollections)[number][0];
export type ComparedEntity = ProjectDocument[ComparedCollection][number];

const part = (label: string, meta: Partial<FieldMeta> = {}) =>
  field(z.unknown(), { input: 'text', ...meta, label });
const flag = (label: string) => part(label, { input: 'switch' });
const secret = (label: string) => part(label, { isPrivate: true });
const choice = (label: string, options: Readonly<Record<string, string>>) =>
  part(label, {
    input: 'select',
    options: Object.entries(options).map(([value, words]) => ({ value, label: words })),
  });
const list = (label: string, itemName: string, item: z.ZodRawShape) =>
  field(z.array(z.object(item)), { label, input: 'list', itemName });

const { inputs, examples, ...ofAction } = actionSchema.shape;
const { parameters, outputs, ...ofOperation } = operationSchema.shape;

/**
 * Besides their names. Forms that are written by hand have no metadata to read. Lists come last: not everything is told of what
 * changed a lot, and a long list would hide the rest.
 */
export const entityForms: Readonly<Record<ComparedCollection, z.ZodObject>> = {
  assistants: z.object({ avatar: secret('Picture') }),
  testUsers: z.object({
    identity: choice('Identity', {
      anonymous: 'Anonymous',
      identified: 'Identified',
      verified: 'Verified',
    }),
    email: part('E-mail'),
    externalId: part('Customer number'),
    channel: choice('Writes by', { web: 'Web chat', email: 'E-mail' }),
    attrs: secret('Attributes'),
    organizations: secret('Organizations'),
  }),
  knowledgeSources: z.object({
    isEnabled: flag('Searched'),
    contentHash: secret('Content'),
    origin: part('Read from'),
  }),
  connectors: z.object({
    urlPatterns: list('Addresses', 'address', { pattern: part('Address') }),
    secretPlacement: secret('Where the secret goes'),
  }),
  integrations: z.object({
    baseUrl: part('Base URL'),
    authorization: secret('Authentication'),
    idempotencyHeader: part('Header that tells writes apart'),
    path: part('File'),
    host: part('Server'),
    port: part('Port', { input: 'number' }),
    database: part('Database'),
    username: secret('User'),
    isEncrypted: flag('Encrypted connection'),
    requestsPerMinute: part('Requests per minute', { input: 'number' }),
    headers: list('Headers', 'header', { name: part('Name'), value: secret('Value') }),
  }),
  operations: z.object({
    ...ofOperation,
    integrationId: part('Integration', { input: 'integration' }),
    batchParameterId: secret('What is sent together'),
    sample: secret('Sample answer'),
    parameters,
    outputs,
  }),
  actions: z.object({ ...ofAction, inputs, examples }),
  recordedConversations: z.object({}),
  publishTargets: z.object({
    url: part('Address of the runtime'),
    environment: choice('Environment', { staging: 'Staging', production: 'Production' }),
  }),
};

/** As its form has it: what lies deeper is beside the rest, texts of a list are items of their own. */
export function inForm(entity: ComparedEntity): JsonObject {
  const own = jsonObjectSchema.safeParse(entity).data ?? {};
  if ('service' in entity) return { ...own, ...jsonObjectSchema.safeParse(entity.service).data };
  if (!('urlPatterns' in entity)) return own;
  return { ...own, urlPatterns: entity.urlPatterns.map((pattern) => ({ id: pattern, pattern })) };
}
