// The effects that reach outside, by name. One that is not here cannot be asked in a dry run, unless it only reads.
import type { EffectName } from '#shared/engine/effects.ts';
import { httpOutside } from './http/http-outside.ts';
import { serviceOutside } from './services/service-outside.ts';
import { sqlOutside } from './services/sql-outside.ts';
import type { OutsideEffect } from './outside-effect.ts';

export type OutsideEffects = { readonly [Name in EffectName]?: OutsideEffect<Name> };

export const outsideEffects: OutsideEffects = {
  'http.request': httpOutside,
  'service.request': serviceOutside,
  'sql.query': sqlOutside,
};
