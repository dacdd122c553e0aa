// The one map of everything a window may ask the host, and what the host tells it unasked.
// Invariants: requests and responses are parsed on both sides; a window has at most one project open, and
// which one is known from its connection, never from a payload.
import { z } from 'zod';
import { appErrorSchema } from '#shared/errors/app-error.ts';
import { editSchema, patchSchema } from '#shared/model/edit.ts';
import { limits } from '#shared/model/limits.ts';
import { orderSchema } from '#shared/model/order.ts';
import { projectDocumentSchema } from '#shared/model/project.ts';
import { jsonObjectSchema } from '#shared/util/json.ts';
import { knowledgeChannels, knowledgeProgressSchema, meaningStatusSchema } from './knowledge.ts';
import {
  keyProtectionSchema,
  modelProviderIdSchema,
  modelProviderViewSchema,
  saveModelProviderSchema,
} from './model-providers.ts';
import { connectorStatusesSchema, connectorTestSchema, saveSecretSchema } from './connectors.ts';
import { actionChannels } from './actions.ts';
import { dryRunChannels, requestDetailsSchema } from './dry-run.ts';
import { integrationChannels } from './integrations.ts';
import { publishChannels, publishProgressSchema } from './publish.ts';
import { preferencesChangeSchema, preferencesSchema } from './preferences.ts';
import {
  historyEntrySchema,
  historyPointSchema,
  problemSchema,
  requestMadeSchema,
  runRecordSchema,
  sessionViewSchema,
  versionSchema,
} from './views.ts';

const nothing = z.object({});
const filePath = z.string().min(1).max(4096);
const presetId = z.string().min(1).max(64);

/** What a window shows of an open project. `readOnly` says why when another window or process holds the lock. */
export const projectViewSchema = z.object({
  path: filePath,
  rev: z.int().min(0),
  document: projectDocumentSchema,
  readOnly: z.string().nullable(),
  undoLabel: z.string().nullable(),
  redoLabel: z.string().nullable(),
});

/** The steps of the main workflow in a square of 1000, and which are joined, by their place in the list. */
export const sketchSchema = z.object({
  stepCount: z.int(),
  steps: z.array(z.object({ x: z.number(), y: z.number(), group: z.string() })).max(100),
  edges: z.array(z.object({ from: z.int(), to: z.int() })).max(200),
});

/** Letters of base64; larger project files are opened where they are. */
const receivedLimit = 64 * 1024 * 1024;

const applied = z.object({
  status: z.literal('applied'),
  rev: z.int(),
  undoLabel: z.string().nullable(),
  redoLabel: z.string().nullable(),
});
const stale = z.object({ status: z.literal('stale'), project: projectViewSchema });
const revertSchema = z.object({ baseRev: z.int().min(0) });
const reverted = z.discriminatedUnion('status', [
  applied.extend({ label: z.string(), patches: z.array(patchSchema), order: orderSchema }),
  stale,
]);

const modelProviders = z.object({
  providers: z.array(modelProviderViewSchema),
  protection: keyProtectionSchema,
});

export const channels = {
  'app.info': {
    request: nothing,
    response: z.object({
      version: z.string(),
      /** Where new projects are put when only a name is given. */
      projectsFolder: z.string(),
      shell: z.enum(['electron', 'browser']),
    }),
  },
  'projects.list': {
    request: nothing,
    response: z.object({
      projects: z.array(
        z.object({
          path: filePath,
          name: z.string(),
          openedAt: z.number().nullable(),
          /** It was opened before, and its file is gone. */
          isMissing: z.boolean(),
          sketch: sketchSchema.nullable(),
        }),
      ),
    }),
  },
  /** Finished projects to begin with, as they look; what they are for is said by the window. */
  'presets.list': {
    request: nothing,
    response: z.object({ presets: z.array(z.object({ id: presetId, sketch: sketchSchema })) }),
  },
  /** A preset as it is before anybody changed it. */
  'presets.read': {
    request: z.object({ id: presetId }),
    response: z.object({ document: projectDocumentSchema }),
  },
  /** Takes a project off the list; its file stays. */
  'projects.forget': { request: z.object({ path: filePath }), response: nothing },
  /** Puts a project file that the window was given as bytes (base64) into the projects folder, and opens it. */
  'project.receive': {
    request: z.object({ name: z.string().min(1).max(200), base64: z.base64().max(receivedLimit) }),
    response: projectViewSchema,
  },
  'preferences.read': { request: nothing, response: preferencesSchema },
  'preferences.change': { request: preferencesChangeSchema, response: preferencesSchema },
  /** Makes a project file in the projects folder, or at `path`, from nothing, a preset or a bundle's JSON text, and opens it. */
  'project.create': {
    request: z.object({
      name: z.string().min(1).max(200),
      path: filePath.optional(),
      from: z.union([z.object({ preset: z.string() }), z.object({ bundle: z.string() })]).optional(),
    }),
    response: projectViewSchema,
  },
  'project.open': { request: z.object({ path: filePath }), response: projectViewSchema },
  'project.close': { request: nothing, response: nothing },
  'project.edit': { request: editSchema, response: z.discriminatedUnion('status', [applied, stale]) },
  'project.undo': { request: revertSchema, response: reverted },
  'project.redo': { request: revertSchema, response: reverted },
  /** Undo steps, newest first; `before` is the `rev` of the last one known. */
  'project.history': {
    request: z.object({ before: z.int().optional(), limit: z.int().min(1).max(200) }),
    response: z.object({ entries: z.array(historyEntrySchema), versions: z.array(versionSchema) }),
  },
  'project.documentAt': {
    request: z.object({ point: historyPointSchema }),
    response: z.object({ document: projectDocumentSchema }),
  },
  'project.restore': { request: revertSchema.extend({ point: historyPointSchema }), response: reverted },
  'project.saveVersion': {
    request: z.object({ name: z.string().trim().min(1).max(100), point: historyPointSchema }),
    response: versionSchema,
  },
  'project.deleteVersion': { request: z.object({ id: z.string().max(64) }), response: nothing },
  'project.problems': { request: nothing, response: z.object({ problems: z.array(problemSchema) }) },
  /** The bundle as JSON text; `path` writes it to a file as well. What sources say that are `leftOut` (names) is too large for it. */
  'project.export': {
    request: z.object({ path: filePath.optional() }),
    response: z.object({ bundle: z.string(), path: filePath.nullable(), leftOut: z.array(z.string()) }),
  },

  /** Providers of models that this author set up. Keys go in and never come out. */
  'model-providers.list': { request: nothing, response: modelProviders },
  'model-providers.save': {
    request: saveModelProviderSchema,
    response: modelProviders.extend({ id: modelProviderIdSchema }),
  },
  'model-providers.delete': { request: z.object({ id: z.string() }), response: modelProviders },
  /** Tries out address and key, and keeps the list of models that it got. */
  'model-providers.test': { request: z.object({ id: z.string() }), response: modelProviders },
  /** Throws all saved keys away, those of connectors among them: for when they cannot be read any more. */
  'model-providers.forgetKeys': { request: nothing, response: modelProviders },

  ...knowledgeChannels,

  /** The connectors of the open project. Secrets go in and never come out. */
  'connectors.status': { request: nothing, response: connectorStatusesSchema },
  'connectors.saveSecret': { request: saveSecretSchema, response: connectorStatusesSchema },
  'connectors.deleteSecret': { request: z.object({ id: z.string() }), response: connectorStatusesSchema },
  /** Asks for an address through a connector, with GET, as code would. */
  'connectors.test': {
    request: z.object({ id: z.string(), url: z.string().max(16_384) }),
    response: connectorTestSchema,
  },

  ...integrationChannels,

  ...publishChannels,

  'preview.start': {
    request: z.object({ testUserId: z.string().optional(), workflowId: z.string().optional() }),
    response: sessionViewSchema,
  },
  /** These answer when the turns they caused have ended; what happens meanwhile comes as `preview.events`. */
  'preview.say': {
    request: z.object({ sessionId: z.string(), content: z.string().max(20_000) }),
    response: sessionViewSchema,
  },
  'preview.pick': {
    request: z.object({
      sessionId: z.string(),
      choiceMessageId: z.string(),
      value: z.union([z.string(), z.number(), z.boolean()]),
    }),
    response: sessionViewSchema,
  },
  'preview.skip': {
    request: z.object({ sessionId: z.string(), seconds: z.number().min(0) }),
    response: sessionViewSchema,
  },
  /** Goes on as another test user in the middle of the conversation. */
  'preview.become': {
    request: z.object({ sessionId: z.string(), testUserId: z.string() }),
    response: sessionViewSchema,
  },
  /** Whoever previews takes the conversation over as an operator, and hands it back or closes it. */
  'preview.operator': {
    request: z.object({ sessionId: z.string(), does: z.enum(['join', 'leave', 'close']) }),
    response: sessionViewSchema,
  },
  'preview.operatorSay': {
    request: z.object({ sessionId: z.string(), content: z.string().min(1).max(20_000) }),
    response: sessionViewSchema,
  },
  /** Whoever previews allows or refuses, as an operator, the action that waits for it. */
  'preview.decide': {
    request: z.object({
      sessionId: z.string(),
      isApproved: z.boolean(),
      reason: z.string().max(limits.noteText),
    }),
    response: sessionViewSchema,
  },
  /** Runs code once, as a code step would, with the given input. What the code does wrong is in `error`. */
  'preview.tryCode': {
    request: z.object({
      code: z.string().max(limits.code),
      context: jsonObjectSchema,
      args: jsonObjectSchema,
      connectors: z.array(z.string()).max(20),
    }),
    response: z.object({
      result: jsonObjectSchema.nullable(),
      console: z.array(
        z.object({ level: z.enum(['log', 'info', 'warn', 'error', 'debug']), text: z.string() }),
      ),
      requests: z.array(requestMadeSchema.extend({ details: requestDetailsSchema.nullable() })),
      error: appErrorSchema.nullable(),
      durationMs: z.number(),
    }),
  },
  /** What a code step was given when it last ran in this conversation; null = it has not run. */
  'preview.codeInput': {
    request: z.object({ sessionId: z.string(), stepId: z.string().max(64) }),
    response: z.object({
      input: z.object({ context: jsonObjectSchema, args: jsonObjectSchema }).nullable(),
    }),
  },
  ...actionChannels,
  ...dryRunChannels,
  'preview.stop': { request: z.object({ sessionId: z.string() }), response: nothing },
} as const satisfies Record<string, { request: z.ZodType; response: z.ZodType }>;

/** Told to a window without being asked. */
export const notices = {
  /** The project changed elsewhere (this window is read-only, or undo ran in the menu): apply on top of `rev - 1`. */
  'project.changed': z.object({ rev: z.int(), patches: z.array(patchSchema), order: orderSchema }),
  /** Run events of this window's preview, in order, in small batches. `view` comes with the last of a turn. */
  'preview.events': z.object({
    sessionId: z.string(),
    records: z.array(runRecordSchema),
    view: sessionViewSchema.optional(),
  }),
  /** What a model is writing, in full so far; a reply takes its place, and null takes it back. */
  'preview.draft': z.object({
    sessionId: z.string(),
    draft: z.object({ content: z.string(), assistantId: z.string() }).nullable(),
  }),
  'knowledge.progress': knowledgeProgressSchema,
  'publish.progress': publishProgressSchema,
  'knowledge.meaning': meaningStatusSchema,
  /** This person's preferences, after a window changed them. */
  'preferences.changed': preferencesSchema,
  /** The host process went away and is being started again; open the project again when `isUp`. */
  'host.state': z.object({ isUp: z.boolean() }),
} as const satisfies Record<string, z.ZodType>;

export type ChannelName = keyof typeof channels;
export type ChannelRequest<Name extends ChannelName> = z.infer<(typeof channels)[Name]['request']>;
export type ChannelResponse<Name extends ChannelName> = z.infer<(typeof channels)[Name]['response']>;
export type NoticeName = keyof typeof notices;
export type NoticePayload<Name extends NoticeName> = z.infer<(typeof notices)[Name]>;
