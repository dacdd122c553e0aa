// What is told about a request of a code step: where it went and what came of it, never what it carried.
import type { AppError } from '#shared/errors/app-error.ts';
import type { EffectCall, EffectName, EffectResponse } from './effects.ts';
import { errorForEvent } from './error-for-event.ts';
import type { RunEvent } from './events.ts';

const longestUrl = 1000;

type Outcome<Name extends EffectName> =
  { readonly response: EffectResponse<Name> } | { readonly error: AppError };

/** Undefined for effects that are no requests. */
export function requestEvent<Name extends EffectName>(
  { name, key, request, stepId }: Pick<EffectCall<Name>, 'name' | 'key' | 'request' | 'stepId'>,
  outcome: Outcome<Name>,
  isPretended: boolean,
): RunEvent | undefined {
  if (name !== 'http.request' || !('method' in request)) return undefined;
  const { method, url } = request;
  const asked = {
    type: 'http.requested',
    key,
    stepId,
    method: method.toUpperCase(),
    url: url.slice(0, longestUrl),
  } as const;
  if ('error' in outcome) return { ...asked, answer: null, error: errorForEvent(outcome.error) };
  const { response } = outcome;
  if (typeof response !== 'object' || !('connectorId' in response)) return undefined;
  const { connectorId, status, durationMs, bytes } = response;
  const answer = { connectorId, status, durationMs, bytes };
  return { ...asked, answer, ...(isPretended ? { isPretended } : {}) };
}
