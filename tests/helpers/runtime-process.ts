// A runtime as a process of its own, which can be killed and started again on the same data.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';

export interface RuntimeProcess extends AsyncDisposable {
  readonly url: string;
  readonly key: string;
  readonly pid: number;
  /** Milliseconds from the start of the process until it was ready, of each start. */
  readonly startTimes: readonly number[];
  /** SIGKILL, and a new start right away. Resolves when it is ready again. */
  killAndStart(): Promise<void>;
  /** Processes that run code steps. */
  runnerPids(): readonly number[];
}

export async function startRuntimeProcess(
  folder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<RuntimeProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let key = '';
  let child: ChildProcess | undefined;
  const startTimes: number[] = [];

  async function start(): Promise<void> {
    const startedAt = performance.now();
    const started = spawn(process.execPath, [join(import.meta.dirname, '../../runtime/main.ts')], {
      env: {
        ...process.env,
        PORT: String(port),
        DIALOGRAM_DATA: folder,
        DIALOGRAM_LOG: 'silent',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    let said = '';
    let complaint = '';
    started.stderr.on('data', (chunk: Buffer) => (complaint += String(chunk)));
    const ready = new Promise<void>((resolve, reject) => {
      started.stdout.on('data', (chunk: Buffer) => {
        said += String(chunk);
        if (said.includes(url)) resolve();
      });
      started.once('exit', () => reject(new Error(`The runtime ended before it was ready: ${complaint}`)));
    });
    await ready;
    startTimes.push(performance.now() - startedAt);
    key = /dgk_\S+/u.exec(said)?.[0] ?? key;
  }

  async function kill(signal: NodeJS.Signals): Promise<void> {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  await start();
  return {
    url,
    startTimes,
    get key() {
      return key;
    },
    get pid() {
      return child?.pid ?? 0;
    },
    async killAndStart() {
      await kill('SIGKILL');
      await start();
    },
    runnerPids: () => childrenOf(child?.pid ?? 0),
    [Symbol.asyncDispose]: () => kill('SIGTERM'),
  };
}

function childrenOf(pid: number): number[] {
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  return listed.split('\n').flatMap((line) => {
    const [child, parent] = line.trim().split(/\s+/u).map(Number);
    return parent === pid && child !== undefined ? [child] : [];
  });
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('No port is free.');
  return address.port;
}
