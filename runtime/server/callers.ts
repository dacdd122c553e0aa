// Who asks, and whether they may. Invariants: an end user reaches their own conversations alone; a key that is bound to a project or
// an environment reaches no other; what somebody may not see does not exist for them.
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, MiddlewareHandler } from 'hono';
import { AppError } from '#shared/errors/app-error.ts';
import type { ApiScope } from '#shared/runtime-api/publishing.ts';
import { type ApiKey, hasScope } from '../access/api-keys.ts';
import type { Place } from '../publishing/publications.ts';
import type { ConversationPlace } from '../conversations/conversation-store.ts';
import type { Caller, Environment, Services } from './environment.ts';

/** Finds out who asks, and counts it against their limits. */
export function identify(services: Services): MiddlewareHandler<Environment> {
  const { settings, rates } = services;
  const perKey = { perSecond: settings.DIALOGRAM_KEY_RATE, burst: settings.DIALOGRAM_KEY_RATE * 2 };
  const perUser = { perSecond: settings.DIALOGRAM_USER_RATE / 60, burst: settings.DIALOGRAM_USER_RATE };
  return async (context, next) => {
    const token = /^Bearer (\S{1,8000})$/u.exec(context.req.header('authorization') ?? '')?.[1];
    const caller = token === undefined ? undefined : callerOf(services, token);
    if (caller === undefined || (caller.kind === 'key' && caller.key.kind === 'widget')) {
      // Guesses at keys, and sessions that anybody may open, count for the address.
      rates.take(`address:${addressOf(services, context)}`, perUser);
    }
    if (caller === undefined) {
      throw new AppError(
        'UNAUTHORIZED',
        'A key is needed: send it as “Authorization: Bearer …”. Yours may be wrong, deleted, or have ended.',
      );
    }
    if (caller.kind === 'session')
      rates.take(`user:${caller.session.projectId}/${caller.session.endUser}`, perUser);
    else rates.take(`key:${caller.key.id}`, perKey);
    context.set('caller', caller);
    await next();
  };
}

function callerOf({ apiKeys, sessions, now }: Services, token: string): Caller | undefined {
  const session = sessions.read(token, now());
  if (session !== undefined) return { kind: 'session', session, name: 'end user' };
  const key = apiKeys.find(token);
  return key && { kind: 'key', key, name: key.name };
}

/** The address that asks, as a proxy says it when one is trusted. */
function addressOf({ settings }: Services, context: Context<Environment>): string {
  const forwarded = settings.DIALOGRAM_TRUST_PROXY ? context.req.header('x-forwarded-for') : undefined;
  return forwarded?.split(',').at(-1)?.trim() ?? getConnInfo(context).remote.address ?? '';
}

/** Whether nobody on the way can read along. */
export function isPrivate({ settings }: Services, context: Context<Environment>): boolean {
  if (settings.DIALOGRAM_TRUST_PROXY) return context.req.header('x-forwarded-proto') === 'https';
  const address = getConnInfo(context).remote.address ?? '';
  return address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.');
}

/** A key with one of these scopes, for this place. Throws FORBIDDEN. */
export function requireKey(
  context: Context<Environment>,
  scopes: readonly ApiScope[],
  place?: Partial<Place>,
): ApiKey {
  const caller = context.get('caller');
  const isKey = caller.kind === 'key' && caller.key.kind === 'secret';
  if (!isKey || !scopes.some((scope) => hasScope(caller.key, scope))) {
    throw new AppError('FORBIDDEN', `This needs an API key with the scope “${scopes.join('” or “')}”.`);
  }
  if (!reaches(caller.key, place ?? {})) {
    throw new AppError('FORBIDDEN', 'This API key is for another project or environment.');
  }
  return caller.key;
}

/** Not for end users, whatever their session may reach. Throws FORBIDDEN. */
export function requireKeyKind(context: Context<Environment>): void {
  if (context.get('caller').kind === 'key') return;
  throw new AppError('FORBIDDEN', 'This is done by your server, with an API key.');
}

/** A key that is bound reaches what is of its place; what has no place is for keys that are not bound. */
export function reaches({ projectId, environment }: ApiKey, place: Partial<Place>): boolean {
  return (
    (projectId === null || projectId === place.projectId) &&
    (environment === null || place.environment === undefined || environment === place.environment)
  );
}

/** A conversation that the caller may reach: their own, or with one of these scopes. `placeOf` looks it up. Throws CONVERSATION_NOT_FOUND and FORBIDDEN. */
export function requireConversation(
  { reader }: Services,
  context: Context<Environment>,
  scopes: readonly ApiScope[],
  placeOf: (id: string) => ConversationPlace | undefined = reader.placeOf,
): ConversationPlace & { readonly id: string } {
  const id = context.req.param('conversation') ?? '';
  const place = placeOf(id);
  const caller = context.get('caller');
  if (place !== undefined && caller.kind === 'session') {
    const { projectId, environment, endUser } = caller.session;
    const isOwn =
      place.projectId === projectId && place.environment === environment && place.endUser === endUser;
    if (isOwn && scopes.includes('converse')) return { ...place, id };
  } else if (caller.kind === 'key') {
    if (caller.key.kind !== 'secret' || !scopes.some((scope) => hasScope(caller.key, scope))) {
      throw new AppError('FORBIDDEN', `This needs an API key with the scope “${scopes.join('” or “')}”.`);
    }
    if (place !== undefined && reaches(caller.key, place)) return { ...place, id };
  }
  throw new AppError('CONVERSATION_NOT_FOUND', 'This conversation does not exist, or was erased.');
}
