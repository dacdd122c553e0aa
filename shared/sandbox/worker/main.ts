// A runner: the process that loads isolated-vm and runs one author's script at a time.
// Invariants: it reads nothing but its own files and the native module, whose path is its only argument; it dies with
// its parent; it never ends by `process.exit`, which waits for isolate threads that may not stop.
import { createRequire } from 'node:module';
import type ivm from 'isolated-vm';
import type { RunMessage, RunnerMessage } from '../protocol/messages.ts';
import { readMessage } from './read-message.ts';
import { type RunningScript, runScript } from './run-script.ts';
import { createIsolates } from './warm-isolate.ts';

const defaultMemoryMb = 64;

function die(): void {
  process.kill(process.pid, 'SIGKILL');
}

function send(message: RunnerMessage): void {
  process.send?.(message);
}

function loadAddon(path: string): typeof ivm {
  const loaded: unknown = createRequire(import.meta.url)(path);
  if (!isAddon(loaded)) throw new Error(`${path} is not isolated-vm`);
  return loaded.ivm;
}

function isAddon(loaded: unknown): loaded is { readonly ivm: typeof ivm } {
  return typeof loaded === 'object' && loaded !== null && 'ivm' in loaded;
}

const isolates = createIsolates(loadAddon(process.argv[2] ?? ''));
let isReady = false;
let running: RunningScript | undefined;

function warmUp(realm: string, memoryMb: number): void {
  isolates.prepare(realm, memoryMb);
  isReady = true;
  send({ type: 'ready' });
}

async function run(message: RunMessage): Promise<void> {
  const { realm, memoryMb } = message;
  const warm = isolates.take(realm, memoryMb);
  running = runScript(warm, message, send);
  const hasReturned = await running.ended;
  running = undefined;
  isolates.release(warm, hasReturned);
  warmUp(realm, memoryMb);
}

process.on('disconnect', die);
process.on('message', (raw) => {
  const message = readMessage(raw);
  // An answer may come when its script has just ended.
  if (message?.type === 'answer') return running?.answer(message);
  // A script before the last one has ended, or no script at all: the parent is not ours.
  if (message === undefined || !isReady) die();
  else {
    isReady = false;
    void run(message);
  }
  return undefined;
});
warmUp('', defaultMemoryMb);
