// How much a request may bring. Invariant: refused before anything of it is read.
import type { MiddlewareHandler } from 'hono';
import { AppError } from '#shared/errors/app-error.ts';
import { limits } from '#shared/model/limits.ts';
import type { Environment } from './environment.ts';

/** Bytes of what publishes, and of everything else. */
const most = { publish: limits.bundleBytes, other: 256 * 1024 } as const;
const publishes = /^\/v1\/projects\/[^/]+\/(?:bundles|knowledge)(?:\/|$)/u;

export const boundBody: MiddlewareHandler<Environment> = async (context, next) => {
  const length = context.req.header('content-length');
  if (length === undefined && context.req.header('transfer-encoding') !== undefined) {
    throw new AppError('INVALID_INPUT', 'Say with Content-Length how much you send. Nothing was stored.');
  }
  if (context.req.header('content-encoding') !== undefined) {
    throw new AppError(
      'INVALID_INPUT',
      'Send the body as it is, without Content-Encoding. Nothing was stored.',
    );
  }
  const allowed = publishes.test(context.req.path) ? most.publish : most.other;
  if (Number(length ?? 0) > allowed) {
    throw new AppError('TOO_LARGE', `A request has at most ${allowed / 1024} KB here. Nothing was stored.`);
  }
  await next();
};
