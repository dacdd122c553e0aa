// Who asks, and whether they may. Invariants: an end user reaches their own conversations alone; a key that is bound to a project or
// an environment reaches no other; what somebody may not see does not exist for them.
import type { Context, MiddlewareHandler } from 'hono';
import { AppError } from '#shared/errors/app-error.ts';
import type { ApiScope } from '#shared/runtime-api/publishing.ts';
import { type ApiKey, hasScope } from '../access/api-keys.ts';
import type { Place } from '../publishing/publications.ts';
import type { ConversationPlace } from '../conversations/conversation-store.ts';
import { addressOf } from './address.ts';
import type { Caller, Environment, Services } from './environment.ts';

/** Finds out who asks, and counts it against their limits. */
export function identify(services: Services): MiddlewareHandler<Environment> {
  const { settings, rates } = services;
  const perKey = { perSecond: settings.DIALOGRAM_KEY_RATE, burst: settings.DIALOGRAM_KEY_RATE * 2 };
  const perUser = { perSecond: settings.DIALOGRAM_USER_RATE / 60, burst: settings.DIALOGRAM_USER_RATE };
  return async (context, next) => {
    const token = /^Bearer (\S{1,12000})$/iu.exec(context.req.header('authorization') ?? '')?.[1];
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

function callerOf(services: Services, token: string): Caller | undefined {
  const session = services.sessions.read(token);
  const key = session === undefined ? services.apiKeys.find(token) : undefined;
  const caller: Caller | undefined =
    session === undefined
      ? key && { kind: 'key', key, name: key.name }
      : { kind: 'session', session, name: 'end user' };
  return caller !== undefined && isStillGood(services, caller) ? caller : undefined;
}

/**
 * Whether what somebody came in with counts: it can be deleted, or end, while a stream is open. A session ends with the widget key that
 * opened it, and with the identity key that vouched for its end user.
 */
export function isStillGood({ apiKeys, identities, now }: Services, caller: Caller): boolean {
  if (caller.kind === 'key') return apiKeys.has(caller.key.id);
  const { keyId, kid, expiresAt } = caller.session;
  return expiresAt > now() && apiKeys.has(keyId) && (kid === null || identities.has(caller.session, kid));
}

/** A key with one of these scopes, for this place. Throws FORBIDDEN. */
export function requireKey(
  context: Context<Environment>,
  scopes: readonly ApiScope[],
  place: Partial<Place>,
): ApiKey {
  const key = requireScope(context, scopes);
  if (reaches(key, place)) return key;
  throw new AppError('FORBIDDEN', 'This API key is for another project or environment.');
}

/** A key with one of these scopes, for what belongs to the whole service. Throws FORBIDDEN. */
export function requireUnboundKey(context: Context<Environment>, scopes: readonly ApiScope[]): ApiKey {
  const key = requireScope(context, scopes);
  if (key.projectId === null && key.environment === null) return key;
  throw new AppError('FORBIDDEN', 'This needs an API key that is not bound to a project or an environment.');
}

/** A key with one of these scopes, wherever it may use them. Throws FORBIDDEN. */
export function requireScope(context: Context<Environment>, scopes: readonly ApiScope[]): ApiKey {
  const caller = context.get('caller');
  const isKey = caller.kind === 'key' && caller.key.kind === 'secret';
  if (isKey && scopes.some((scope) => hasScope(caller.key, scope))) return caller.key;
  throw new AppError('FORBIDDEN', `This needs an API key with the scope “${scopes.join('” or “')}”.`);
}

/** Not for end users, whatever their session may reach. Throws FORBIDDEN. */
export function requireKeyKind(context: Context<Environment>): void {
  if (context.get('caller').kind === 'key') return;
  throw new AppError('FORBIDDEN', 'This is done by your server, with an API key.');
}

/** A key that is bound reaches what is of its place, and what environments of its project share. */
function reaches({ projectId, environment }: ApiKey, place: Partial<Place>): boolean {
  return (
    (projectId === null || projectId === place.projectId) &&
    (environment === null || place.environment === undefined || environment === place.environment)
  );
}

/** A conversation that the caller may reach: their own, or with one of these scopes. Throws CONVERSATION_NOT_FOUND and FORBIDDEN. */
export function requireConversation(
  { reader }: Services,
  context: Context<Environment>,
  scopes: readonly ApiScope[],
  placeOf: (id: string) => ConversationPlace | undefined = reader.placeOf,
): ConversationPlace & { readonly id: string } {
  const id = context.req.param('conversation') ?? '';
  if (context.get('caller').kind === 'key') requireScope(context, scopes);
  const place = placeOf(id);
  if (place !== undefined && isReached(context, scopes, place)) return { ...place, id };
  throw conversationNotFound();
}

/** Whether it is there, and the caller may still reach it. */
export function reachesConversation(
  { reader }: Services,
  context: Context<Environment>,
  scopes: readonly ApiScope[],
): boolean {
  const place = reader.placeOf(context.req.param('conversation') ?? '');
  return place !== undefined && isReached(context, scopes, place);
}

function isReached(
  context: Context<Environment>,
  scopes: readonly ApiScope[],
  place: ConversationPlace,
): boolean {
  const caller = context.get('caller');
  if (caller.kind === 'key') return reaches(caller.key, place);
  const { projectId, environment, endUser } = caller.session;
  const isOwn =
    place.projectId === projectId && place.environment === environment && place.endUser === endUser;
  return isOwn && scopes.includes('converse');
}

export function conversationNotFound(): AppError {
  return new AppError('CONVERSATION_NOT_FOUND', 'This conversation does not exist, or was erased.');
}
