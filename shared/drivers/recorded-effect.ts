// One performed effect as recordings and journals keep it: what was asked (as a hash) and what came of it.
// Invariants: plain JSON; an answer is parsed by its effect's schema before anyone gets it.
import { hash } from 'node:crypto';
import { z } from 'zod';
import {
  type EffectCall,
  type EffectClass,
  effectClassOf,
  type EffectName,
  type EffectRequest,
  type EffectResponse,
  effectSchemas,
} from '#shared/engine/effects.ts';
import { AppError, appErrorSchema } from '#shared/errors/app-error.ts';
import { canonicalJson } from '#shared/util/canonical-json.ts';
import { jsonSchema } from '#shared/util/json.ts';

export const recordedEffectSchema = z.object({
  key: z.string(),
  name: z.string(),
  /** SHA-256 of the request, hex. */
  requestHash: z.string(),
  outcome: z.union([z.object({ response: jsonSchema }), z.object({ error: appErrorSchema })]),
});

export type RecordedEffect = z.infer<typeof recordedEffectSchema>;

type EffectSpecs = {
  readonly [Name in EffectName]: {
    readonly class: EffectClass;
    readonly request: z.ZodType<EffectRequest<Name>>;
    readonly response: z.ZodType<EffectResponse<Name>>;
  };
};
const specs: EffectSpecs = effectSchemas;

/** Tells an effect's class; drivers take another one in tests of effects that do not exist yet. */
export type ClassOf = (call: Pick<EffectCall, 'name' | 'request'>) => EffectClass;
export const classOf: ClassOf = effectClassOf;

export async function recordEffect<Name extends EffectName>(
  call: EffectCall<Name>,
  perform: () => Promise<EffectResponse<Name>>,
): Promise<RecordedEffect> {
  try {
    return new PerformedEffect(call, { response: await perform() });
  } catch (thrown) {
    return new PerformedEffect(call, { error: AppError.from(thrown).toJSON() });
  }
}

/** An effect that was just performed. Its hash is worked out when somebody keeps it: most are done and forgotten. */
class PerformedEffect implements RecordedEffect {
  readonly key: string;
  readonly name: EffectName;
  readonly outcome: RecordedEffect['outcome'];
  readonly #request: EffectCall['request'];
  #hash: string | undefined;

  constructor({ key, name, request }: EffectCall, outcome: RecordedEffect['outcome']) {
    this.key = key;
    this.name = name;
    this.outcome = outcome;
    this.#request = request;
  }

  get requestHash(): string {
    return (this.#hash ??= hashOf(this.#request));
  }

  toJSON(): RecordedEffect {
    const { key, name, requestHash, outcome } = this;
    return { key, name, requestHash, outcome };
  }
}

/** The answer that was recorded for the same call. Throws the recorded error, or REPLAY_MISMATCH. */
export function answerFrom<Name extends EffectName>(
  recorded: RecordedEffect | undefined,
  call: EffectCall<Name>,
): EffectResponse<Name> {
  if (recorded?.name !== call.name || recorded.requestHash !== hashOf(call.request)) {
    throw mismatch(
      call,
      recorded === undefined ? 'nothing was recorded for it' : 'something else was recorded',
    );
  }
  return settle(recorded, call);
}

/** Gives or throws what came of a call, which is known to be this one. */
export function settle<Name extends EffectName>(
  { outcome }: RecordedEffect,
  call: EffectCall<Name>,
): EffectResponse<Name> {
  if ('error' in outcome) throw AppError.fromJSON(outcome.error);
  return parseResponse(call, outcome.response);
}

/** Checks an answer that did not come from a live driver. */
export function parseResponse<Name extends EffectName>(
  call: EffectCall<Name>,
  response: unknown,
): EffectResponse<Name> {
  const parsed = specs[call.name].response.safeParse(response);
  if (!parsed.success) throw mismatch(call, 'what was recorded is not an answer to it');
  return parsed.data;
}

function mismatch({ key, name, stepId }: EffectCall, what: string): AppError {
  return new AppError(
    'REPLAY_MISMATCH',
    `The recording does not fit this run: ${name} was asked for at ${key}, but ${what}. The flow or its inputs changed; record again.`,
    { details: { key, name, stepId } },
  );
}

function hashOf(request: object): string {
  return hash('sha256', canonicalJson(request));
}
