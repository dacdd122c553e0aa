// A real process of its own that runs a few lines of our code; it ends with the test.
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';

export interface NodeProcess {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  /** The next line that it prints; null when it has ended. What it wrote on stderr fails the test then. */
  nextLine(): Promise<string | null>;
  /** SIGKILL, and wait until it is gone. */
  kill(): Promise<void>;
}

/** `code` is a module: it may import `#host/…` and use `process.argv.slice(1)`. */
export function runModule(code: string, args: readonly string[]): NodeProcess {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code, ...args], {
    cwd: join(import.meta.dirname, '../..'),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  onTestFinished(kill);
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint += String(chunk);
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    child,
    kill,
    async nextLine() {
      const { value, done } = await lines.next();
      if (done !== true) return value;
      if (complaint !== '') throw new Error(complaint);
      return null;
    },
  };
}
