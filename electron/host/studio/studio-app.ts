// What the studio answers over HTTP: the built window, to the browser that holds the cookie.
// Invariants: nothing but the sign-in is served without the cookie; a token signs in once; every answer carries the
// content security policy.
import type { IncomingHttpHeaders } from 'node:http';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { setCookie } from 'hono/cookie';
import { fileParameter, tokenParameter } from '#shared/ipc/bridge.ts';
import { pageFile, pageHeaders } from '#shared/ipc/window-page.ts';
import { messagePage, messagePages, signedInPage } from './message-pages.ts';
import type { StudioGuard } from './studio-guard.ts';

export interface StudioAppOptions {
  /** Folder of the built window. */
  readonly page: string;
  /** Value of the cookie. */
  readonly cookie: string;
  /** True when the token is the current one, which is spent by asking. */
  readonly spend: (token: string) => boolean;
  readonly onError: (error: Error) => void;
}

interface Environment {
  readonly Bindings: HttpBindings;
}

export function createStudioApp(guard: StudioGuard, options: StudioAppOptions): Hono<Environment> {
  const headers = (context: Context<Environment>): IncomingHttpHeaders => context.env.incoming.headers;
  const app = new Hono<Environment>();
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(pageHeaders(guard.socketSources))) context.header(name, value);
    if (!context.res.headers.has('cache-control')) context.header('cache-control', 'no-store');
  });
  app.use(async (context, next) => {
    if (!guard.isOwnRequest(headers(context))) return context.html(messagePage(messagePages.foreign), 403);
    if (context.req.method !== 'GET') return context.html(messagePage(messagePages.notRead), 405);
    return next();
  });
  app.get('/', async (context, next) => {
    const token = context.req.query(tokenParameter);
    if (token === undefined) return next();
    const file = context.req.query(fileParameter);
    const address =
      file === undefined ? '/' : `/?${new URLSearchParams({ [fileParameter]: file }).toString()}`;
    if (!guard.isSignedIn(headers(context))) {
      if (!options.spend(token)) return context.html(messagePage(messagePages.usedLink), 403);
      setCookie(context, guard.cookieName, options.cookie, { httpOnly: true, sameSite: 'Strict', path: '/' });
    }
    const isFromElsewhere = context.req.header('sec-fetch-site') === 'cross-site';
    return isFromElsewhere ? context.html(signedInPage(address)) : context.redirect(address, 303);
  });
  app.use(async (context, next) =>
    guard.isSignedIn(headers(context)) ? next() : context.html(messagePage(messagePages.noCookie), 403),
  );
  app.get('*', async (context) => servePage(context, options.page));
  app.notFound((context) => context.html(messagePage(messagePages.notFound), 404));
  app.onError((error, context) => {
    options.onError(error);
    return context.html(messagePage(messagePages.broken), 500);
  });
  return app;
}

async function servePage(context: Context<Environment>, folder: string): Promise<Response> {
  const file = pageFile(context.req.path);
  const content = file === undefined ? undefined : await readIfThere(join(folder, file.path));
  if (file === undefined || content === undefined) {
    return context.req.path === '/'
      ? context.html(messagePage(messagePages.notBuilt), 503)
      : context.html(messagePage(messagePages.notFound), 404);
  }
  // The bundler names these after their content.
  const isHashed = file.path.startsWith('assets/');
  return context.body(content, 200, {
    'content-type': file.type,
    'cache-control': isHashed ? 'private, max-age=31536000, immutable' : 'no-store',
  });
}

async function readIfThere(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR')) {
      return undefined;
    }
    throw error;
  }
}
