// Owns the host: a child on plain Node 24 that holds project files and previews.
// Invariants: at most one runs; one that ends by itself is started again, ever later; it ends with this process, because its
// pipe does; what it sends is parsed.
import { type ChildProcess, spawn } from 'node:child_process';
import { type RelayFromHost, relayFromHostSchema, type RelayToHost } from '#shared/ipc/relay.ts';
import { restartDelay, steadyAfterMs } from '#shared/util/restart-delay.ts';

export interface HostEvents {
  onMessage(message: RelayFromHost): void;
  /** All connections ended with it. */
  onDown(): void;
}

export interface HostProcess {
  /** False when there is no host to take the message. */
  send(message: RelayToHost): boolean;
  /** Lets the host finish and resolves when it has ended. */
  stop(): Promise<void>;
}

const stopWithinMs = 3000;

export function startHost(node: string, args: readonly string[], events: HostEvents): HostProcess {
  let child: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  let endsInARow = 0;
  let isStopping = false;

  const start = (): void => {
    const started = performance.now();
    const next = spawn(node, args, {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      serialization: 'advanced',
      env: hostEnvironment(process.env),
      windowsHide: true,
      // Ctrl-C in a terminal is for this process: it has windows to close first, and needs the host for that.
      detached: process.platform !== 'win32',
    });
    child = next;
    next.on('message', (message) => {
      const parsed = relayFromHostSchema.safeParse(message);
      if (parsed.success) events.onMessage(parsed.data);
      else report(`The host sent what this window does not understand: ${parsed.error.message}`);
    });
    const ended = (why: string): void => {
      if (child !== next) return;
      child = undefined;
      if (isStopping) return;
      endsInARow = performance.now() - started < steadyAfterMs ? endsInARow + 1 : 1;
      report(`The host ended (${why}) and is being started again.`);
      events.onDown();
      timer = setTimeout(start, restartDelay(endsInARow));
    };
    next.on('error', (error) => ended(error.message));
    next.on('exit', (code, signal) => ended(signal ?? `exit code ${code}`));
  };
  start();

  return {
    send(message) {
      if (child === undefined || !child.connected) return false;
      child.send(message, (error) => {
        if (error !== null) report(`A message did not reach the host: ${error.message}`);
      });
      return true;
    },
    async stop() {
      isStopping = true;
      clearTimeout(timer);
      const last = child;
      if (last === undefined || last.exitCode !== null || last.signalCode !== null) return;
      await new Promise<void>((resolve) => {
        const kill = setTimeout(() => last.kill('SIGKILL'), stopWithinMs);
        last.once('exit', () => {
          clearTimeout(kill);
          resolve();
        });
        if (last.connected) last.disconnect();
      });
    },
  };
}

/** The author's environment without what would change how Node itself starts. */
function hostEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([name]) => !/^(?:NODE_OPTIONS$|ELECTRON_)/.test(name));
  return Object.fromEntries(kept);
}

function report(message: string): void {
  process.stderr.write(`${message}\n`);
}
