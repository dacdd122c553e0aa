// What is told about a request to the outside: where it went and what came of it, never what it carried.
import type { AppError } from '#shared/errors/app-error.ts';
import type { EffectCall, EffectName, EffectResponse } from './effects.ts';
import { errorForEvent } from './error-for-event.ts';
import type { RunEvent } from './events.ts';

const longestAddress = 1000;

export type OutsideAsked = Extract<RunEvent, { type: 'outside.asked' }>;
type Outcome<Name extends EffectName> =
  { readonly response: EffectResponse<Name> } | { readonly error: AppError };

/** Undefined for effects that are no requests. */
export function requestEvent<Name extends EffectName>(
  { key, request, stepId }: Pick<EffectCall<Name>, 'key' | 'request' | 'stepId'>,
  outcome: Outcome<Name>,
  isPretended: boolean,
): OutsideAsked | undefined {
  const asked = whatIsAsked(request);
  if (asked === undefined) return undefined;
  const told = { type: 'outside.asked', key, stepId, ...asked } as const;
  if ('error' in outcome) return { ...told, answer: null, error: errorForEvent(outcome.error) };
  const answer = whatIsAnswered(outcome.response);
  return answer === undefined ? undefined : { ...told, answer, ...(isPretended ? { isPretended } : {}) };
}

function whatIsAsked(request: EffectCall['request']): Pick<OutsideAsked, 'method' | 'address'> | undefined {
  if ('sql' in request) return { method: 'SQL', address: request.sql.slice(0, longestAddress) };
  if (!('method' in request)) return undefined;
  return { method: request.method.toUpperCase(), address: request.url.slice(0, longestAddress) };
}

function whatIsAnswered(response: EffectResponse<EffectName>): OutsideAsked['answer'] | undefined {
  if (typeof response !== 'object' || !('durationMs' in response)) return undefined;
  const { durationMs } = response;
  if ('rows' in response) return { status: null, durationMs, bytes: null, rows: response.rows.length };
  return { status: response.status, durationMs, bytes: response.bytes, rows: null };
}
