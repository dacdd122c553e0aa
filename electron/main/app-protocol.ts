// Serves the built window as app://dialogram/, so that it has an origin of its own and never `file:` rights.
// Invariants: only files of the built window are read; every answer carries the content security policy.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { protocol, type Session } from 'electron';
import { pageFile, pageHeaders } from '#shared/ipc/window-page.ts';

const scheme = 'app';
export const appOrigin = `${scheme}://dialogram`;

/** Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

export function serveApp(session: Session, folder: string): void {
  session.protocol.handle(scheme, async ({ url, method }) => {
    const { host, pathname } = new URL(url);
    const file = host === 'dialogram' && method === 'GET' ? pageFile(pathname) : undefined;
    const content = file === undefined ? undefined : await readPage(join(folder, file.path));
    if (file === undefined || content === undefined) {
      return new Response('Dialogram has no such page.', { status: 404, headers: pageHeaders() });
    }
    return new Response(content, { headers: { ...pageHeaders(), 'content-type': file.type } });
  });
}

/** Whether an address is the app's own page. */
export function isAppUrl(url: string): boolean {
  return url === appOrigin || url.startsWith(`${appOrigin}/`);
}

async function readPage(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR')) {
      return undefined;
    }
    throw error;
  }
}
