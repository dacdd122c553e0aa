// The one map of everything the engine asks of the world. Drivers in `shared/drivers` perform it.
// Invariants: requests and responses are plain JSON; `key` is the same when a turn is run again.
import { z } from 'zod';
import { foundPassageSchema } from '#shared/model/passage.ts';
import { jsonObjectSchema } from '#shared/util/json.ts';
import { classOfMethod, httpEffectRequestSchema, httpEffectResponseSchema } from './http-effect.ts';
import { modelAnswerSchema, type ModelDraft, modelRequestSchema } from './model-request.ts';
import {
  operationCallRequestSchema,
  operationCallResponseSchema,
  serviceRequestSchema,
  serviceResponseSchema,
  sqlQueryRequestSchema,
  sqlQueryResponseSchema,
} from './service-effects.ts';

/** `pure`: clock, ids; `read`: asks the outside; `write`: changes it; `irreversible`: cannot be taken back. */
export type EffectClass = 'pure' | 'read' | 'write' | 'irreversible';

export const consoleEntrySchema = z.object({
  level: z.enum(['log', 'info', 'warn', 'error', 'debug']),
  text: z.string(),
});

export const effectSchemas = {
  /** Epoch milliseconds. */
  'clock.now': { class: 'pure', request: z.object({}), response: z.number() },
  /** Runs a code step's script. `now` and `seed` fix its clock and randomness. Limits are applied by the driver. */
  'code.run': {
    class: 'read',
    request: z.object({
      code: z.string(),
      context: jsonObjectSchema,
      args: jsonObjectSchema,
      seed: z.string(),
      now: z.number(),
      /** Ids of the connectors that its `fetch` may use. */
      connectors: z.array(z.string()),
    }),
    response: z.object({ result: jsonObjectSchema, console: z.array(consoleEntrySchema) }),
  },
  /** Caused by `code.run`: one `fetch` of its script. Its class is that of its method: `effectClassOf`. */
  'http.request': {
    class: 'irreversible',
    request: httpEffectRequestSchema,
    response: httpEffectResponseSchema,
  },
  /** Looks for passages that answer, best first, within a budget of tokens. Sources that are switched off are left out. */
  'knowledge.search': {
    class: 'read',
    request: z.object({
      query: z.string(),
      tokenBudget: z.int(),
      /** Ids of sources: only these (null = all), and none of those. */
      include: z.array(z.string()).nullable(),
      exclude: z.array(z.string()),
    }),
    /** `notice`: how it was found otherwise than it should have been. */
    response: z.object({ results: z.array(foundPassageSchema), notice: z.string().exactOptional() }),
  },
  /** Asks a model to choose a tool. Retries and time limits are the driver's. */
  'model.generate': { class: 'read', request: modelRequestSchema, response: modelAnswerSchema },
  /** Calls an operation of an integration. Checks, authorization, rate limit, retries and batches are the driver's. */
  'operation.call': {
    class: 'irreversible',
    request: operationCallRequestSchema,
    response: operationCallResponseSchema,
  },
  /** One request of an action: caused by `operation.call`, or with an address that the author wrote. */
  'service.request': {
    class: 'irreversible',
    request: serviceRequestSchema,
    response: serviceResponseSchema,
  },
  /** Asks or changes a database that is connected as an integration. */
  'sql.query': { class: 'irreversible', request: sqlQueryRequestSchema, response: sqlQueryResponseSchema },
} as const satisfies Record<string, { class: EffectClass; request: z.ZodType; response: z.ZodType }>;

export type EffectName = keyof typeof effectSchemas;
export type EffectRequest<Name extends EffectName> = z.infer<(typeof effectSchemas)[Name]['request']>;
export type EffectResponse<Name extends EffectName> = z.infer<(typeof effectSchemas)[Name]['response']>;

/** How far an effect reaches. */
export function effectClassOf({ name, request }: Pick<EffectCall, 'name' | 'request'>): EffectClass {
  if ('effect' in request) return request.effect;
  return name === 'http.request' && 'method' in request
    ? classOfMethod(request.method)
    : effectSchemas[name].class;
}

/** Performs an effect that another one causes, as one of its own: it has its own key, event, and place in recordings. */
export type CauseEffect = <Name extends EffectName>(
  name: Name,
  request: EffectRequest<Name>,
  signal: AbortSignalLike,
) => Promise<EffectResponse<Name>>;

export interface EffectCall<Name extends EffectName = EffectName> {
  readonly name: Name;
  /** `<turnId>/<n-th step of the turn>/<n-th effect of the step>`; also the idempotency key of writes. */
  readonly key: string;
  readonly stepId: string | null;
  readonly request: EffectRequest<Name>;
  readonly signal: AbortSignalLike;
  /** Only while it is performed for real: what a model writes, before it is done. Never part of an answer. */
  readonly onDraft?: (draft: ModelDraft) => void;
  /** Only while it is performed for real. */
  readonly cause?: CauseEffect;
  /** Told by a driver that answers without doing what was asked: nothing outside was changed. */
  readonly onPretended?: () => void;
}

/** The part of AbortSignal that drivers use; the engine knows no DOM. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { once: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** Performs effects. Rejects with an AppError; drivers wrap drivers. */
export interface Driver {
  perform<Name extends EffectName>(call: EffectCall<Name>): Promise<EffectResponse<Name>>;
}
