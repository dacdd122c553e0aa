// Requests that are sent again: the same key and content give the same answer, and nothing happens twice.
import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { AppError } from '#shared/errors/app-error.ts';
import { canonicalJson } from '#shared/util/canonical-json.ts';
import type { Receipt } from '../conversations/conversation-store.ts';
import type { Place } from '../publishing/publications.ts';
import type { Environment, Services } from './environment.ts';

type Request = Omit<Receipt, 'answer'>;

/** What names a request; undefined without an idempotency key. Throws INVALID_INPUT. */
export function requestOf(context: Context<Environment>, body: unknown, scope?: string): Request | undefined {
  const key = context.req.header('idempotency-key');
  if (key === undefined) return undefined;
  if (key === '' || key.length > 200) {
    throw new AppError('INVALID_INPUT', 'An Idempotency-Key has 1 to 200 characters.');
  }
  const caller = context.get('caller');
  const whose =
    caller.kind === 'key' ? `key:${caller.key.id}` : endUserScope(caller.session, caller.session.endUser);
  const content = canonicalJson([context.req.method, context.req.path, body]);
  const requestHash = createHash('sha256').update(content).digest('hex');
  return { scope: scope ?? whose, key, requestHash };
}

/** Under which an end user's own requests are kept; the same name in another project is another end user. */
export function endUserScope({ projectId, environment }: Place, endUser: string): string {
  return `user:${projectId}/${environment}/${endUser}`;
}

/** Does `work` in one write, once for a request. Its answer is plain JSON. */
export function once<Answer>(
  { writer, receipts, now }: Services,
  request: Request | undefined,
  work: () => Answer,
  parse: (answer: unknown) => Answer,
): Promise<Answer> {
  return writer.write(() => {
    if (request === undefined) return work();
    const given = receipts.find(request);
    if (given !== undefined) return parse(JSON.parse(given));
    const answer = work();
    receipts.keep({ ...request, answer: JSON.stringify(answer ?? null) }, now());
    return answer;
  });
}

/** What a request does, with its receipt in the same write. Undefined when it was done before. */
export function doOnce<Result>(
  { receipts }: Services,
  request: Request | undefined,
  work: (receipt: Receipt | undefined) => Promise<Result>,
): Promise<Result | undefined> {
  if (request === undefined) return work(undefined);
  return unlessGiven(
    () => receipts.find(request),
    () => work({ ...request, answer: 'null' }),
    () => undefined,
  );
}

/** The turn that a request began, or began when it was sent before. `accept` writes the receipt together with what it accepts. */
export function acceptOnce<Accepted extends { readonly turnId: string }>(
  { receipts }: Services,
  request: Request | undefined,
  accept: (receipt: ((turnId: string) => Receipt) | undefined) => Promise<Accepted>,
): Promise<Accepted | { readonly turnId: string; readonly report?: undefined }> {
  if (request === undefined) return accept(undefined);
  return unlessGiven(
    () => receipts.find(request),
    () => accept((turnId) => ({ ...request, answer: turnId })),
    (turnId) => ({ turnId }),
  );
}

/** Of two requests that come at the same time the second cannot write its receipt, and answers as the first. */
async function unlessGiven<Result, Again>(
  find: () => string | undefined,
  work: () => Promise<Result>,
  again: (answer: string) => Again,
): Promise<Result | Again> {
  const before = find();
  if (before !== undefined) return again(before);
  try {
    return await work();
  } catch (error) {
    const meanwhile = find();
    if (meanwhile === undefined) throw error;
    return again(meanwhile);
  }
}
