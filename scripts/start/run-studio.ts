// Keeps the browser studio alive, and owns what a browser signs in with.
// Invariants: a studio that ends by itself comes back on the same port with the same cookie, so browsers go on by
// themselves; a link works once, and the next one is printed when it was used; nothing runs on after this process.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type FromStudio, fromStudioSchema, type ToStudio } from '#host/studio/supervisor-protocol.ts';
import { fileParameter, tokenParameter } from '#shared/ipc/bridge.ts';
import { restartDelay, steadyAfterMs } from '#shared/util/restart-delay.ts';
import { repository } from '../lib/tool.ts';
import { endOnSignals } from './end-on-signals.ts';
import { hasDisplay } from './run-window.ts';

export interface StudioStart {
  readonly port: number;
  readonly file: string | undefined;
  /** Why in the browser. */
  readonly why: string;
}

const endWithinMs = 5000;

export async function runStudio({ port, file, why }: StudioStart): Promise<number> {
  const cookie = newSecret();
  let token = newSecret();
  let servingPort: number | undefined;
  let child: ChildProcess | undefined;
  let wake: (() => void) | undefined;
  const ending = endOnSignals(
    () => (wake === undefined ? child?.disconnect() : wake()),
    () => child?.kill('SIGKILL'),
    endWithinMs,
  );

  const hear = (message: FromStudio, tell: (answer: ToStudio) => void): void => {
    switch (message.type) {
      case 'hello':
        tell({
          type: 'start',
          port: servingPort ?? port,
          isPortFixed: servingPort !== undefined,
          cookie,
          token,
        });
        return;
      case 'listening': {
        const isFirst = servingPort === undefined;
        servingPort = message.port;
        if (!isFirst) return;
        const link = linkTo(message.port, token, file);
        console.log(
          `Dialogram is in the browser, ${why}. This link works once:\n\n${link}\n\nCtrl-C ends it.`,
        );
        openInDesktop(link);
        return;
      }
      case 'token-used':
        token = newSecret();
        tell({ type: 'token', token });
        console.log(
          `A browser is connected. For another one, this link works once:\n\n${linkTo(servingPort ?? port, token, file)}\n`,
        );
        return;
      case 'failed':
        console.error(message.message);
    }
  };

  for (let endsInARow = 0; !ending.isEnding();) {
    const started = performance.now();
    const studio = spawn(process.execPath, [join(repository, 'electron/host/studio/main.ts')], {
      cwd: repository,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child = studio;
    studio.on('message', (message) =>
      hear(fromStudioSchema.parse(message), (answer) => {
        if (studio.connected) studio.send(answer);
      }),
    );
    const end = await new Promise<string>((resolve) => {
      studio.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
    });
    if (ending.isEnding()) break;
    if (servingPort === undefined) {
      ending.done();
      return 1;
    }
    endsInARow = performance.now() - started < steadyAfterMs ? endsInARow + 1 : 1;
    console.error(`The studio ended (${end}) and is being started again.`);
    await new Promise<void>((resolve) => {
      wake = resolve;
      setTimeout(resolve, restartDelay(endsInARow));
    });
    wake = undefined;
  }
  ending.done();
  return 0;
}

function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

function linkTo(port: number, token: string, file: string | undefined): string {
  const link = new URL(`http://127.0.0.1:${port}/`);
  link.searchParams.set(tokenParameter, token);
  if (file !== undefined) link.searchParams.set(fileParameter, file);
  return link.href;
}

/** Only where someone sits before a desktop; where that fails, the printed link is there. */
function openInDesktop(link: string): void {
  if (!process.stdout.isTTY || !hasDisplay()) return;
  const [command, args] = openers[process.platform] ?? ['xdg-open', []];
  const opener = spawn(command, [...args, link], { stdio: 'ignore', detached: true });
  opener.once('error', () => console.log('(No browser could be opened from here.)'));
  opener.unref();
}

const openers: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  darwin: ['open', []],
  win32: ['rundll32', ['url.dll,FileProtocolHandler']],
};
