// Ends a helper process that would not end by itself: its parent is gone, or it holds more memory than it is given.
// Invariant: it works in a thread of its own, since work that hangs or eats memory lets nothing else happen.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const watch = `
  const { parentId, memoryBytes } = require('node:worker_threads').workerData;
  setInterval(() => {
    const isOrphan = process.ppid !== parentId;
    if (isOrphan || process.memoryUsage.rss() > memoryBytes) process.kill(process.pid, 'SIGKILL');
  }, 100);
`;

/** Await it first of all in the process: a thread cannot start while the other one hangs. With permissions it needs `--allow-worker`. */
export async function watchProcess(memoryBytes = Number.POSITIVE_INFINITY): Promise<void> {
  const worker = new Worker(watch, {
    eval: true,
    // Its text is no module, whatever this process was started as.
    execArgv: [],
    workerData: { parentId: process.ppid, memoryBytes },
  });
  await once(worker, 'online');
  worker.unref();
}
