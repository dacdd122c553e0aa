// What steps that ask connected services have in common.
import type { ActionEffect } from '#shared/model/entities/action.ts';
import { limits } from '#shared/model/limits.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { JsonObject } from '#shared/util/json.ts';
import type { EffectRequest } from '../effects.ts';
import type { StepScope } from '../executor.ts';
import { fitsBytes } from '../json-bytes.ts';
import { furthest } from './permission.ts';

/** The terms of one effect: it reaches as far as its step or its action says, whichever is further. */
export function termsOf(
  { terms }: Pick<StepScope, 'terms'>,
  effect: ActionEffect,
  longestMs = Infinity,
): Pick<EffectRequest<'operation.call'>, 'effect' | 'timeoutMs' | 'cache'> {
  const { timeoutMs, cache } = terms;
  return { effect: furthest(terms.effect, effect), timeoutMs: Math.min(timeoutMs, longestMs), cache };
}

/** What a service answered, as it comes into `args`. Throws ARGS_TOO_LARGE. */
export function resultOf(merge: JsonObject, advice: string): JsonObject {
  if (fitsBytes(merge, limits.argsBytes)) return merge;
  throw new AppError(
    'ARGS_TOO_LARGE',
    `The result is larger than 16 KB, which is too much to keep. ${advice}`,
  );
}
